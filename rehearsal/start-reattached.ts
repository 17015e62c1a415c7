import { join } from "node:path";
import { loadStandIn } from "./plugin/load-stand-in";
import type { StandIn } from "./plugin/provider";
import { type Listening, serve } from "./plugin/serve";

const SCHEMAS = join(__dirname, "schemas");
const PROTO = join(__dirname, "plugin");

/** Stand-ins that serve Terraform out of this process. */
export interface Reattached {
  /** What Terraform needs in its environment, besides PATH and HOME. */
  readonly env: Readonly<Record<string, string>>;
  /** Stops serving; nothing stays behind but the cloud's file. */
  close(): void;
}

/**
 * A stand-in of its own for every connection: Terraform opens one for each provider block, and each block has its own
 * account and region.
 */
const perConnection = (standIn: StandIn): ((peer: string) => StandIn) => {
  const known = new Map<string, StandIn>();
  return (peer) => {
    const mine = known.get(peer) ?? standIn.another();
    known.set(peer, mine);
    return mine;
  };
};

const listen = async (name: string, cloudFile: string): Promise<{ source: string; listening: Listening }> => {
  const standIn = loadStandIn({ name, schemaFolder: SCHEMAS, cloudFile });
  const listening = await serve({
    schema: standIn.schema,
    standInOf: perConnection(standIn),
    protoFolder: PROTO,
    network: "tcp",
    onShutdown: async () => undefined,
  });
  return { source: standIn.schema.source, listening };
};

/**
 * Starts stand-ins in this process, for tests: Terraform starts none of its own, which saves their time.
 * An apply that is killed is not told from one that ended, as long as this process lives.
 *
 * @param props.cloudFile the file that stands for the cloud; made when something is
 * @param props.providers names of the stand-ins, as in `schemas/`. @default aws
 */
export const startReattached = async (props: {
  readonly cloudFile: string;
  readonly providers?: readonly string[];
}): Promise<Reattached> => {
  const started = await Promise.all((props.providers ?? ["aws"]).map((name) => listen(name, props.cloudFile)));
  const configurations = started.map(({ source, listening: { protocol, network, address } }) => [
    source,
    {
      Protocol: "grpc",
      ProtocolVersion: protocol,
      Pid: process.pid,
      Test: true,
      Addr: { Network: network, String: address },
    },
  ]);
  return {
    env: { CHECKPOINT_DISABLE: "1", TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(configurations)) },
    close: () => {
      for (const { listening } of started) listening.close();
    },
  };
};
