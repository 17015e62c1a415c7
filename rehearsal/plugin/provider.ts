import {
  type BehaviourRules,
  type Behaviours,
  brokenRules,
  type Caller,
  type ResourceBehaviour,
  replacedBy,
} from "./behaviour";
import type { CloudStore } from "./cloud-store";
import { hexOf } from "./hex-of";
import type { Block, ProviderSchema } from "./schema";
import { conform, missingAttributes, plannedValues, settle } from "./shape";
import { holdsUnknown, isUnknown, sameValue, type Values } from "./values";

/** What a provider refuses, addressed to an attribute where it has one. */
export interface Refusal {
  readonly summary: string;
  readonly detail: string;
}

/** An answer, or refusals. */
export type Answer<T> = T | { readonly refusals: readonly Refusal[] };

/** A planned object, and the attributes whose change means another thing. */
export interface Planned {
  readonly values: Values | null;
  readonly replaces: readonly string[];
}

const MARK = "rehearsal (no cloud was called)";
const refused = (summary: string, detail: string) => ({ refusals: [{ summary: `${MARK}: ${summary}`, detail }] });

/** A stand-in for one provider: its schema, what is known beyond the schema, and the rehearsal's cloud. */
export class StandIn {
  private caller: Caller = { account: "", region: "" };

  constructor(
    readonly schema: ProviderSchema,
    private readonly rules: Readonly<Record<string, BehaviourRules>>,
    private readonly behaviours: Behaviours,
    private readonly cloud: CloudStore,
  ) {}

  /** Takes the provider block; which account and region the calls go to follows from it. */
  configure(config: Values): void {
    this.caller = this.behaviours.caller(config);
  }

  /** What a resource's configuration does wrong beyond the schema. */
  validate(type: string, config: Values): readonly Refusal[] {
    const missing = missingAttributes(this.block(type), config).map((name) => `The argument "${name}" is required.`);
    return [...missing, ...brokenRules(this.rules[type] ?? {}, config)].map((detail) => ({
      summary: `${MARK}: Invalid ${type}`,
      detail,
    }));
  }

  /**
   * Whether plans of a type fill in defaults that the schema does not announce, as providers on Terraform's older SDK
   * do; Terraform accepts that only from a provider that says so.
   */
  plansDefaults(type: string): boolean {
    return this.rules[type]?.defaults !== undefined;
  }

  /** Brings stored state into the shape of the schema. */
  upgrade(type: string, state: Values): Values {
    return conform(this.block(type), state);
  }

  /** What the cloud has now; null when it is gone. */
  read(type: string, state: Values): Values | null {
    const live = this.cloud.read()[this.key(type, state)];
    return live === undefined ? null : conform(this.block(type), live);
  }

  /** What an apply will do. */
  plan(type: string, config: Values | null, prior: Values | null, proposed: Values | null): Planned {
    if (proposed === null) return { values: null, replaces: [] };
    const first = this.complete(type, config, prior, proposed);
    if (prior === null) return { values: first, replaces: [] };
    const replaces = replacedBy(this.rules[type] ?? {}).filter(
      (name) => name in first && (isUnknown(first[name]) || !sameValue(prior[name] ?? null, first[name] ?? null)),
    );
    return { values: replaces.length > 0 ? this.complete(type, config, null, proposed) : first, replaces };
  }

  /** Makes, changes or deletes one thing. */
  async apply(type: string, prior: Values | null, planned: Values | null): Promise<Answer<{ values: Values | null }>> {
    return this.cloud.change((things) => {
      const behaviour = this.behaviour(type);
      if (planned === null) return this.remove(type, behaviour, prior ?? {}, things);
      const values = this.settled(type, planned);
      const reason = behaviour.refuse?.(values, this.caller, things);
      if (reason !== undefined) return refused(`${prior === null ? "creating" : "updating"} ${type}`, reason);
      const key = this.key(type, values);
      if (prior === null && key in things) {
        return refused(`creating ${type}`, `EntityAlreadyExists: ${key.slice(type.length + 1)} exists already`);
      }
      things[key] = values;
      return { values };
    });
  }

  /** A thing that exists, by its id. */
  import(type: string, id: string): Values | null {
    const live = Object.entries(this.cloud.read()).find(
      ([key, values]) => key.startsWith(`${type}/`) && values.id === id,
    );
    return live === undefined ? null : conform(this.block(type), live[1]);
  }

  /** What a data source answers. */
  readData(type: string, config: Values): Answer<{ values: Values }> {
    const block = this.schema.data_source_schemas[type]?.block ?? {};
    const planned = plannedValues(block, config, undefined, config);
    const found = this.behaviours.dataSources[type]?.(config, this.caller) ?? {};
    if (typeof found.error === "string") return refused(`reading ${type}`, found.error);
    return { values: settle(block, planned, found as Values) };
  }

  private complete(type: string, config: Values | null, prior: Values | null, proposed: Values): Values {
    const block = this.block(type);
    const planned = plannedValues(block, config ?? undefined, prior ?? undefined, proposed);
    const { defaults = {} } = this.rules[type] ?? {};
    for (const [name, value] of Object.entries(defaults)) {
      if (name in planned && (planned[name] === null || isUnknown(planned[name]))) planned[name] = value;
    }
    const known = this.behaviour(type).planned?.(planned, this.caller) ?? {};
    for (const [name, value] of Object.entries(known)) {
      if (config?.[name] === null || config?.[name] === undefined) planned[name] = value;
    }
    return planned;
  }

  private settled(type: string, planned: Values): Values {
    const id = hexOf(type + JSON.stringify(planned), 24);
    const computed = { id, ...this.behaviour(type).computed?.(planned, this.caller) };
    const values = settle(this.block(type), planned, computed);
    if (holdsUnknown(values)) throw new Error(`${type}: a value stayed unknown after the apply`);
    return values;
  }

  private remove(type: string, behaviour: ResourceBehaviour, prior: Values, things: Record<string, Values>) {
    const reason = behaviour.refuseDelete?.(prior, this.caller, things);
    if (reason !== undefined) return refused(`deleting ${type}`, reason);
    delete things[this.key(type, prior)];
    return { values: null };
  }

  private key(type: string, values: Values): string {
    const identity = this.behaviour(type).identity?.(values, this.caller) ?? String(values.id);
    return `${type}/${identity}`;
  }

  private behaviour(type: string): ResourceBehaviour {
    return this.behaviours.resources[type] ?? {};
  }

  /** Schema of a resource type. */
  block(type: string): Block {
    return this.schema.resource_schemas[type]?.block ?? {};
  }
}
