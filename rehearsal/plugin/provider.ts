import { brokenRules } from "./argument-rules";
import type { BehaviourRules, Behaviours, Caller, ResourceBehaviour } from "./behaviour";
import { type CloudChange, type CloudStore, isAlive } from "./cloud-store";
import { hexOf } from "./hex-of";
import { isBrokenDocument, plannedDocument } from "./json-documents";
import { type Path, replacedPaths } from "./replaced-paths";
import type { Block, ProviderSchema } from "./schema";
import { conform, missingAttributes, plannedValues, settle, withDefaults, writeOnlyAttributes } from "./shape";
import { holdsUnknown, sameValue, UNKNOWN, type Values } from "./values";

/** What a provider refuses, addressed to an attribute where it has one. */
export interface Refusal {
  readonly summary: string;
  readonly detail: string;
}

/** An answer, or refusals. */
export type Answer<T> = T | { readonly refusals: readonly Refusal[] };

/** A planned object, and the places whose change means another thing. */
export interface Planned {
  readonly values: Values | null;
  readonly replaces: readonly Path[];
}

/** What an apply made, and what a person should know about it. */
export interface Applied {
  readonly values: Values | null;
  readonly warning?: Refusal;
}

const MARK = "rehearsal (no cloud was called)";
const refused = (summary: string, detail: string) => ({ refusals: [{ summary: `${MARK}: ${summary}`, detail }] });

/** Whether a thing was made by an apply that was killed before Terraform took note of it. */
const isLeft = (key: string, { unconfirmed }: CloudChange): boolean => {
  const maker = unconfirmed[key];
  return maker !== undefined && !isAlive(maker);
};

const NOBODY: Caller = { account: "", region: "" };

/**
 * A stand-in for one provider: its schema, what is known beyond the schema, and the rehearsal's cloud. Every provider
 * block has a stand-in of its own.
 */
export class StandIn {
  private caller: Caller = NOBODY;

  constructor(
    readonly schema: ProviderSchema,
    private readonly rules: Readonly<Record<string, BehaviourRules>>,
    private readonly behaviours: Behaviours,
    private readonly cloud: CloudStore,
  ) {}

  /** Another stand-in for the same provider, without a provider block yet. */
  another(): StandIn {
    return new StandIn(this.schema, this.rules, this.behaviours, this.cloud);
  }

  /** Takes the provider block; which account and region the calls go to follows from it. */
  configure(config: Values): void {
    this.caller = this.behaviours.caller(config);
  }

  /**
   * What a resource's configuration does wrong beyond the schema.
   *
   * @param writeOnlyAllowed whether the client said that it keeps write-only values out of its state
   */
  validate(type: string, config: Values, writeOnlyAllowed = true): readonly Refusal[] {
    const block = this.block(type);
    const { json = {} } = this.rules[type] ?? {};
    const wrong = [
      ...missingAttributes(block, config).map((name) => `The argument "${name}" is required.`),
      ...brokenRules(this.rules[type] ?? {}, config),
      ...Object.keys(json)
        .filter((name) => isBrokenDocument(config[name]))
        .map((name) => `"${name}" contains an invalid JSON policy.`),
      ...(writeOnlyAllowed ? [] : writeOnlyAttributes(block, config)).map(
        (name) => `"${name}" is write-only, which needs Terraform 1.11 or later.`,
      ),
    ];
    return wrong.map((detail) => ({ summary: `${MARK}: Invalid ${type}`, detail }));
  }

  /**
   * Whether plans of a type differ from the configuration in ways that the schema does not announce (defaults, another
   * text of the same document), as with providers on Terraform's older SDK; Terraform accepts that only from a
   * provider that says so.
   */
  plansFreely(type: string): boolean {
    const { defaults, json, computed_blocks } = this.rules[type] ?? {};
    return [defaults, json, computed_blocks].some((rule) => rule !== undefined);
  }

  /** Brings stored state into the shape of the schema. */
  upgrade(type: string, state: Values): Values {
    return conform(this.block(type), state);
  }

  /** What the cloud has now; null when it is gone. What Terraform asks for, it has taken note of. */
  async read(type: string, state: Values): Promise<Values | null> {
    const key = this.key(type, state);
    if (key in this.cloud.readUnconfirmed()) {
      await this.cloud.change(({ unconfirmed }) => {
        delete unconfirmed[key];
      });
    }
    const live = this.cloud.read()[key];
    return live === undefined ? null : conform(this.block(type), live);
  }

  /** What an apply will do. */
  plan(type: string, config: Values | null, prior: Values | null, proposed: Values | null): Planned {
    if (proposed === null) return { values: null, replaces: [] };
    const first = this.complete(type, config, prior, proposed);
    if (prior === null) return { values: first, replaces: [] };
    const replaces = replacedPaths(this.block(type), this.rules[type]?.force_new ?? [], prior, first);
    return { values: replaces.length > 0 ? this.complete(type, config, null, proposed) : first, replaces };
  }

  /** Makes, changes or deletes one thing. */
  async apply(type: string, prior: Values | null, planned: Values | null): Promise<Answer<Applied>> {
    return this.cloud.change((change) => {
      if (planned === null) return this.remove(type, prior ?? {}, change);
      const values = this.settled(type, planned, prior === null ? change : undefined);
      const reason = this.behaviour(type).refuse?.(values, this.caller, change.things);
      if (reason !== undefined) return refused(`${prior === null ? "creating" : "updating"} ${type}`, reason);
      return prior === null ? this.create(type, values, change) : this.update(type, prior, values, change);
    });
  }

  /** Says that Terraform has taken note of all that this process made: it ended in good order. */
  async confirm(): Promise<void> {
    const mine = Object.values(this.cloud.readUnconfirmed()).includes(process.pid);
    if (!mine) return;
    await this.cloud.change(({ unconfirmed }) => {
      for (const [key, maker] of Object.entries(unconfirmed)) if (maker === process.pid) delete unconfirmed[key];
    });
  }

  /** A thing that exists, by its id, where the provider block looks. */
  import(type: string, id: string): Values | null {
    const live = Object.entries(this.cloud.read()).find(
      ([key, values]) => values.id === id && key === this.key(type, values),
    );
    return live === undefined ? null : conform(this.block(type), live[1]);
  }

  /** What a data source answers. */
  readData(type: string, config: Values): Answer<{ values: Values }> {
    const block = this.schema.data_source_schemas[type]?.block ?? {};
    const planned = plannedValues(block, config, undefined, config);
    const found = this.behaviours.dataSources[type]?.(config, this.caller, this.cloud.read()) ?? {};
    if (typeof found.error === "string") return refused(`reading ${type}`, found.error);
    return { values: settle(block, planned, found as Values) };
  }

  private complete(type: string, config: Values | null, prior: Values | null, proposed: Values): Values {
    const block = this.block(type);
    const { defaults = {}, json = {}, recomputed = {}, computed_blocks = [] } = this.rules[type] ?? {};
    const silent = (name: string) => [config?.[name] ?? []].flat().length === 0;
    const planned = withDefaults(plannedValues(block, config ?? undefined, prior ?? undefined, proposed), defaults);
    for (const name of computed_blocks.filter(silent)) planned[name] = prior === null ? UNKNOWN : prior[name];
    for (const [name, style] of Object.entries(json)) {
      planned[name] = plannedDocument(style, planned[name], prior?.[name]);
    }
    for (const [name, causes] of Object.entries(recomputed)) {
      const caused = causes.some((cause) => prior !== null && !sameValue(prior[cause] ?? null, planned[cause] ?? null));
      if (caused && silent(name)) planned[name] = UNKNOWN;
    }
    const known = this.behaviour(type).planned?.(planned, this.caller, prior) ?? {};
    for (const [name, value] of Object.entries(known)) if (silent(name)) planned[name] = value;
    return planned;
  }

  /**
   * The thing that a planned object becomes. Where nothing is known about a type's identity, an id is made from the
   * content; of two things with the same content, the second gets another.
   */
  private settled(type: string, planned: Values, change: CloudChange | undefined): Values {
    const { computed, identity, idPrefix = "" } = this.behaviour(type);
    for (let count = 0; ; count++) {
      const id = `${idPrefix}${hexOf(`${type}${JSON.stringify(planned)}${count || ""}`, 24)}`;
      const values = settle(this.block(type), planned, { id, ...computed?.(planned, this.caller) });
      if (holdsUnknown(values)) throw new Error(`${type}: a value stayed unknown after the apply`);
      const key = this.key(type, values);
      const free = change === undefined || !(key in change.things) || isLeft(key, change);
      if (identity !== undefined || values.id !== id || free) return values;
    }
  }

  /** A thing of a killed apply is taken over: Terraform never heard of it, so nobody else can have it. */
  private create(type: string, values: Values, change: CloudChange): Answer<Applied> {
    const { things, unconfirmed } = change;
    const key = this.key(type, values);
    const found = key in things;
    const taken = `EntityAlreadyExists: ${key.slice(type.length + 1)} exists already`;
    if (found && !isLeft(key, change)) return refused(`creating ${type}`, taken);
    const warning = {
      summary: `${MARK}: took over ${type}`,
      detail: `${key.slice(type.length + 1)} was left by an apply that was killed. A cloud would answer EntityAlreadyExists and ask for an import.`,
    };
    things[key] = values;
    unconfirmed[key] = process.pid;
    return found ? { values, warning } : { values };
  }

  private update(type: string, prior: Values, values: Values, { things }: CloudChange): Answer<Applied> {
    const [old, key] = [this.key(type, prior), this.key(type, values)];
    if (!(old in things)) return refused(`updating ${type}`, `NoSuchEntity: ${old.slice(type.length + 1)} is gone`);
    if (key !== old && key in things) return refused(`updating ${type}`, `EntityAlreadyExists: ${key} exists already`);
    delete things[old];
    things[key] = values;
    return { values };
  }

  private remove(type: string, prior: Values, { things, unconfirmed }: CloudChange): Answer<Applied> {
    const behaviour = this.behaviour(type);
    const reason = behaviour.refuseDelete?.(prior, this.caller, things);
    if (reason !== undefined) return refused(`deleting ${type}`, reason);
    for (const key of [this.key(type, prior), ...(behaviour.alsoDeleted?.(prior, this.caller, things) ?? [])]) {
      delete things[key];
      delete unconfirmed[key];
    }
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

  /** Schema of a data source. */
  dataBlock(type: string): Block {
    return this.schema.data_source_schemas[type]?.block ?? {};
  }
}
