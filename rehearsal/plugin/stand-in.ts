import { loadStandIn } from "./load-stand-in";
import { serve } from "./serve";

/** What Terraform reads on a provider's stdout: core protocol, plugin protocol, network, address, transport. */
const handshake = (protocol: number, socket: string): string => `1|${protocol}|unix|${socket}|grpc|\n`;

/** Time that the last answer has to get out. */
const ANSWER_MS = 20;

const required = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`rehearsal: ${name} is not set; start this through prepareRehearsal`);
  return value;
};

/** The program that Terraform starts as a provider. */
const main = async (): Promise<void> => {
  const standIn = loadStandIn({
    name: required("STANDIN_NAME"),
    schemaFolder: required("STANDIN_SCHEMAS"),
    cloudFile: required("STANDIN_CLOUD"),
  });
  const listening = await serve({
    schema: standIn.schema,
    standInOf: () => standIn,
    protoFolder: required("STANDIN_PROTO"),
    network: "unix",
    onShutdown: async () => {
      await standIn.confirm();
      setTimeout(stop, ANSWER_MS);
    },
  });
  const stop = () => {
    listening.close();
    process.exit(0);
  };
  // Terraform gets the interrupt too, and ends its providers in its own time.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", stop);
  // A killed Terraform cannot say goodbye: its orphans would stay.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stop(), 1000).unref();
  process.stdout.write(handshake(listening.protocol, listening.address));
};

void main();
