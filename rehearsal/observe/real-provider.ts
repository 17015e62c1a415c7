import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type Client, credentials, loadPackageDefinition, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { Block } from "../plugin/schema";
import { conform } from "../plugin/shape";
import { type DynamicValue, decodeValue, encodeValue, type Values } from "../plugin/values";
import { proposedValues } from "./proposed-values";

/** What a provider plans for one resource. */
export interface RealPlan {
  readonly values: Values;
  /** Paths with dots of what forces replacement; a list index is a number. */
  readonly replaces: readonly string[];
}

/** What a provider says instead of a plan. */
export interface RealRefusal {
  readonly errors: readonly string[];
}

interface Step {
  readonly attributeName?: string;
  readonly elementKeyString?: string;
  readonly elementKeyInt?: number;
}
interface Diagnostic {
  readonly severity: number;
  readonly summary: string;
  readonly detail: string;
}
interface Answer {
  readonly diagnostics?: readonly Diagnostic[];
  readonly plannedState?: DynamicValue;
  readonly state?: DynamicValue;
  readonly requiresReplace?: readonly { readonly steps: readonly Step[] }[];
}
type Call = (request: object, done: (error: Error | null, answer: Answer) => void) => void;

/** What Terraform says to a program, so that it acts as a provider. Not a secret: it stands in Terraform's source. */
const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const PATIENCE_MS = 60_000;
const ERROR = 1;
const LARGE = 256 * 1024 * 1024;

const pathOf = ({ steps }: { readonly steps: readonly Step[] }): string =>
  steps.map((step) => step.attributeName ?? step.elementKeyString ?? step.elementKeyInt).join(".");

/** The address in the one line that a started provider prints. */
const socketOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the provider did not start in time")), PATIENCE_MS);
    let printed = "";
    child.stdout?.on("data", (piece: Buffer) => {
      printed += piece.toString("utf8");
      const [, , , socket] = printed.split("\n", 1)[0]?.split("|") ?? [];
      if (!printed.includes("\n") || socket === undefined) return;
      clearTimeout(timer);
      resolve(socket);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the provider ended with exit code ${code}: ${printed}`)));
  });

/** A real provider of protocol 5, asked without Terraform and without a cloud: it validates and plans, no more. */
export class RealProvider {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: Client & Record<string, Call>,
  ) {}

  /** Starts the executable of a provider. Call `stop` at the end. */
  static async start(executable: string): Promise<RealProvider> {
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TMPDIR: process.env.TMPDIR,
      TF_PLUGIN_MAGIC_COOKIE: COOKIE,
      PLUGIN_PROTOCOL_VERSIONS: "5",
    };
    const child = spawn(executable, [], { env, stdio: ["ignore", "pipe", "ignore"] });
    try {
      const socket = await socketOf(child);
      const loaded = loadSync(join(__dirname, "..", "plugin", "tfplugin5.proto"), { keepCase: false, longs: Number });
      const { Provider } = loadPackageDefinition(loaded).tfplugin5 as Record<string, ServiceClientConstructor>;
      if (Provider === undefined) throw new Error("tfplugin5.proto defines no service Provider");
      const options = { "grpc.max_receive_message_length": LARGE };
      const client = new Provider(`unix:${socket}`, credentials.createInsecure(), options);
      return new RealProvider(child, client as unknown as Client & Record<string, Call>);
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    }
  }

  /** Takes a provider block. Throws what the provider says against it. */
  async configure(block: Block, config: Values): Promise<void> {
    const request = { terraformVersion: "1.11.4", config: encodeValue(conform(block, config)) };
    const { diagnostics = [] } = await this.call("configure", request);
    const errors = diagnostics.filter(({ severity }) => severity === ERROR);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
  }

  /** What the provider says against a resource's configuration. */
  async validate(typeName: string, block: Block, config: Values): Promise<readonly string[]> {
    const request = {
      typeName,
      config: encodeValue(conform(block, config)),
      clientCapabilities: { writeOnlyAttributesAllowed: true },
    };
    const { diagnostics = [] } = await this.call("validateResourceTypeConfig", request);
    return textsOf(diagnostics);
  }

  /** What the provider plans, asked as Terraform would; or what it says against it. */
  async plan(typeName: string, block: Block, prior: Values | null, config: Values): Promise<RealPlan | RealRefusal> {
    const whole = conform(block, config);
    const answer = await this.call("planResourceChange", {
      typeName,
      priorState: encodeValue(prior),
      proposedNewState: encodeValue(proposedValues(block, prior, whole)),
      config: encodeValue(whole),
    });
    const errors = textsOf(answer.diagnostics ?? []);
    if (errors.length > 0) return { errors };
    const values = decodeValue(answer.plannedState) as Values;
    return { values, replaces: (answer.requiresReplace ?? []).map(pathOf).sort() };
  }

  /** What a data source answers; only of one that calls nobody. */
  async readData(typeName: string, block: Block, config: Values): Promise<Values> {
    const answer = await this.call("readDataSource", { typeName, config: encodeValue(conform(block, config)) });
    const errors = textsOf(answer.diagnostics ?? []);
    if (errors.length > 0) throw new Error(errors.join("\n"));
    return decodeValue(answer.state) as Values;
  }

  /** Ends the provider; nothing stays behind. */
  stop(): void {
    this.client.close();
    this.child.kill("SIGKILL");
  }

  private call(method: string, request: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const done = (error: Error | null, answer: Answer) => (error === null ? resolve(answer) : reject(error));
      this.client[method]?.call(this.client, request, done);
    });
  }
}

const textsOf = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === ERROR).map(({ summary, detail }) => `${summary}: ${detail}`);
