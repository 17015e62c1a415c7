import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadPackageDefinition, Server, ServerCredentials, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { StandIn } from "./provider";
import { needsProtocol6 } from "./schema";
import { providerService } from "./service";

const LARGE = 256 * 1024 * 1024;

/** A stand-in that listens, and how Terraform reaches it. */
export interface Listening {
  readonly protocol: 5 | 6;
  readonly socket: string;
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

/**
 * Serves a stand-in on a fresh unix socket.
 *
 * @param protoFolder folder that holds `tfplugin5.proto` and `tfplugin6.proto`
 * @param onShutdown called when Terraform asks the provider to stop
 */
export const serve = async (standIn: StandIn, protoFolder: string, onShutdown: () => void): Promise<Listening> => {
  const protocol = needsProtocol6(standIn.schema) ? 6 : 5;
  const server = new Server({ "grpc.max_receive_message_length": LARGE, "grpc.max_send_message_length": LARGE });
  server.addService(providerDefinition(protocol, protoFolder), providerService(standIn, protocol));
  server.addService(controller, {
    Shutdown: (_call: unknown, done: (error: null, value: object) => void) => {
      done(null, {});
      setTimeout(onShutdown, 20);
    },
  });
  const socket = join(mkdtempSync(join(tmpdir(), "standin-")), "p.sock");
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error ? reject(error) : resolve(),
    );
  });
  const close = () => {
    server.forceShutdown();
    rmSync(dirname(socket), { recursive: true, force: true });
  };
  return { protocol, socket, close };
};
