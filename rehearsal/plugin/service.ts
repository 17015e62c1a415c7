import type { ServerUnaryCall, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import { status } from "@grpc/grpc-js";
import type { Answer, Refusal, StandIn } from "./provider";
import { wireSchema } from "./schema";
import { dynamicFromWire, dynamicToWire } from "./shape";
import { type DynamicValue, decodeValue, encodeValue, type Values } from "./values";

/** One call, with whatever of these its method sends. */
interface Request {
  readonly typeName: string;
  readonly id: string;
  readonly config?: DynamicValue;
  readonly currentState?: DynamicValue;
  readonly priorState?: DynamicValue;
  readonly proposedNewState?: DynamicValue;
  readonly plannedState?: DynamicValue;
  readonly rawState?: { readonly json: Uint8Array };
  readonly clientCapabilities?: { readonly writeOnlyAttributesAllowed?: boolean } | null;
}
type Method = (request: Request) => object | Promise<object>;

const ERROR = 1;
const WARNING = 2;
const diagnostics = (refusals: readonly Refusal[]) => refusals.map((refusal) => ({ severity: ERROR, ...refusal }));
const values = (value: DynamicValue | undefined): Values | null => decodeValue(value) as Values | null;
const answer = <T>(result: Answer<T>, wire: (good: T) => object): object =>
  result !== null && typeof result === "object" && "refusals" in result
    ? { diagnostics: diagnostics(result.refusals) }
    : wire(result);

const schemas = (all: StandIn["schema"]["resource_schemas"]): object =>
  Object.fromEntries(Object.entries(all).map(([name, schema]) => [name, wireSchema(schema)]));

const methods = (standIn: StandIn): Record<string, Method> => {
  const read = (type: string, value: DynamicValue | undefined): Values | null => {
    const decoded = values(value);
    return decoded === null ? null : dynamicFromWire(standIn.block(type), decoded);
  };
  const write = (type: string, value: Values | null): DynamicValue =>
    encodeValue(value === null ? null : dynamicToWire(standIn.block(type), value));
  return {
    schema: () => ({
      provider: wireSchema(standIn.schema.provider),
      resourceSchemas: schemas(standIn.schema.resource_schemas),
      dataSourceSchemas: schemas(standIn.schema.data_source_schemas),
      serverCapabilities: { planDestroy: false, getProviderSchemaOptional: true },
    }),
    prepare: ({ config }) => ({ preparedConfig: config }),
    nothing: () => ({}),
    validate: ({ typeName, config, clientCapabilities }) => {
      const allowed = clientCapabilities?.writeOnlyAttributesAllowed === true;
      return { diagnostics: diagnostics(standIn.validate(typeName, read(typeName, config) ?? {}, allowed)) };
    },
    upgrade: ({ typeName, rawState }) => {
      const state = JSON.parse(Buffer.from(rawState?.json ?? "null").toString("utf8")) as Values;
      return { upgradedState: write(typeName, standIn.upgrade(typeName, state)) };
    },
    configure: ({ config }) => {
      standIn.configure(values(config) ?? {});
      return {};
    },
    read: async ({ typeName, currentState }) => ({
      newState: write(typeName, await standIn.read(typeName, read(typeName, currentState) ?? {})),
    }),
    plan: ({ typeName, config, priorState, proposedNewState }) => {
      const planned = standIn.plan(
        typeName,
        read(typeName, config),
        read(typeName, priorState),
        read(typeName, proposedNewState),
      );
      return {
        plannedState: write(typeName, planned.values),
        legacyTypeSystem: standIn.plansFreely(typeName),
        requiresReplace: planned.replaces.map((path) => ({ steps: path.map(stepOf) })),
      };
    },
    apply: async ({ typeName, priorState, plannedState }) => {
      const result = await standIn.apply(typeName, read(typeName, priorState), read(typeName, plannedState));
      // A refused change leaves the thing as it was, and a refused creation leaves nothing.
      const legacyTypeSystem = standIn.plansFreely(typeName);
      const wire = answer(result, ({ values: made, warning }) => ({
        newState: write(typeName, made),
        diagnostics: warning === undefined ? [] : [{ severity: WARNING, ...warning }],
      }));
      return { newState: priorState, legacyTypeSystem, ...wire };
    },
    import: ({ typeName, id }) => {
      const found = standIn.import(typeName, id);
      if (found === null)
        return { diagnostics: diagnostics([{ summary: "Cannot import", detail: `${id} not found` }]) };
      return { importedResources: [{ typeName, state: write(typeName, found) }] };
    },
    readData: ({ typeName, config }) => {
      const block = standIn.dataBlock(typeName);
      const asked = dynamicFromWire(block, values(config) ?? {});
      return answer(standIn.readData(typeName, asked), (good) => ({
        state: encodeValue(dynamicToWire(block, good.values)),
      }));
    },
  };
};

const stepOf = (step: string | number): object =>
  typeof step === "string" ? { attributeName: step } : { elementKeyInt: step };

/** Names of the methods in the two protocols; the same otherwise. */
const NAMES: Readonly<Record<5 | 6, Readonly<Record<string, string>>>> = {
  5: {
    GetSchema: "schema",
    PrepareProviderConfig: "prepare",
    ValidateResourceTypeConfig: "validate",
    ValidateDataSourceConfig: "nothing",
    Configure: "configure",
    Stop: "nothing",
  },
  6: {
    GetProviderSchema: "schema",
    ValidateProviderConfig: "nothing",
    ValidateResourceConfig: "validate",
    ValidateDataResourceConfig: "nothing",
    ConfigureProvider: "configure",
    StopProvider: "nothing",
  },
};
const COMMON: Readonly<Record<string, string>> = {
  UpgradeResourceState: "upgrade",
  ReadResource: "read",
  PlanResourceChange: "plan",
  ApplyResourceChange: "apply",
  ImportResourceState: "import",
  ReadDataSource: "readData",
  GetFunctions: "nothing",
};

/**
 * Stand-ins as a gRPC service of one protocol.
 *
 * @param standInOf the one that answers a connection; connections with provider blocks of their own need their own
 */
export const providerService = (
  standInOf: (peer: string) => StandIn,
  protocol: 5 | 6,
): UntypedServiceImplementation => {
  const wrap = (name: string) => async (call: ServerUnaryCall<Request, object>, done: sendUnaryData<object>) => {
    try {
      const method = methods(standInOf(call.getPeer()))[name];
      done(null, (await method?.(call.request)) ?? {});
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      done({ code: status.INTERNAL, message: `rehearsal: ${message}` });
    }
  };
  return Object.fromEntries(Object.entries({ ...NAMES[protocol], ...COMMON }).map(([rpc, name]) => [rpc, wrap(name)]));
};
