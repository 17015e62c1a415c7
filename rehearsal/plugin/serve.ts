import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPackageDefinition, Server, ServerCredentials, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { StandIn } from "./provider";
import { needsProtocol6, type ProviderSchema } from "./schema";
import { providerService } from "./service";

const LARGE = 256 * 1024 * 1024;

/** A stand-in that listens, and how Terraform reaches it. */
export interface Listening {
  readonly protocol: 5 | 6;
  readonly network: "unix" | "tcp";
  /** Path of a socket, or host and port. */
  readonly address: string;
  /** Ends the server and removes its socket. */
  close(): void;
}

const providerDefinition = (protocol: 5 | 6, protoFolder: string) => {
  const file = join(protoFolder, `tfplugin${protocol}.proto`);
  const loaded = loadSync(file, { keepCase: false, longs: Number, defaults: true, oneofs: true });
  const tree = loadPackageDefinition(loaded)[`tfplugin${protocol}`] as Record<string, ServiceClientConstructor>;
  const provider = tree.Provider;
  if (provider === undefined) throw new Error(`${file} defines no service Provider`);
  return provider.service;
};

/** go-plugin asks a provider to stop through this method. */
const controller = {
  Shutdown: {
    path: "/plugin.GRPCController/Shutdown",
    requestStream: false,
    responseStream: false,
    requestSerialize: () => Buffer.alloc(0),
    requestDeserialize: () => ({}),
    responseSerialize: () => Buffer.alloc(0),
    responseDeserialize: () => ({}),
  },
} as const;

/** What `serve` needs. */
export interface ServeProps {
  readonly schema: ProviderSchema;
  /** The stand-in for a connection. */
  readonly standInOf: (peer: string) => StandIn;
  /** Folder that holds `tfplugin5.proto` and `tfplugin6.proto`. */
  readonly protoFolder: string;
  /** A fresh unix socket, or a free port of the loopback interface, where connections can be told apart. */
  readonly network: "unix" | "tcp";
  /** Called when Terraform asks the provider to stop; it is answered when that is done. */
  readonly onShutdown: () => Promise<void>;
}

/** Serves stand-ins for one provider. */
export const serve = async (props: ServeProps): Promise<Listening> => {
  const { schema, standInOf, protoFolder, network, onShutdown } = props;
  const protocol = needsProtocol6(schema) ? 6 : 5;
  const server = new Server({ "grpc.max_receive_message_length": LARGE, "grpc.max_send_message_length": LARGE });
  server.addService(providerDefinition(protocol, protoFolder), providerService(standInOf, protocol));
  server.addService(controller, {
    Shutdown: (_call: unknown, done: (error: null, value: object) => void) => {
      void onShutdown().finally(() => done(null, {}));
    },
  });
  const folder = network === "unix" ? mkdtempSync(join(tmpdir(), "standin-")) : undefined;
  const socket = folder === undefined ? undefined : join(folder, "p.sock");
  const port = await new Promise<number>((resolve, reject) => {
    const where = socket === undefined ? "127.0.0.1:0" : `unix:${socket}`;
    server.bindAsync(where, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const close = () => {
    server.forceShutdown();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
  return { protocol, network, address: socket ?? `127.0.0.1:${port}`, close };
};
