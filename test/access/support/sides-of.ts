import type { JsonObject, JsonValue } from "../../../plans/json-value";
import { isJsonObject } from "../../../plans/json-value";
import type { PlanSides } from "../../../plans/read-plan";
import { type PlanInput, readPlanSides } from "../../../plans/read-plan";
import { isFailure } from "../../../plans/read-synth";

/** Resources by type and name, as `resource` in Terraform JSON; documents may stand as objects. */
export type Resources = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

/** One plan, from both sides. */
export interface Change {
  /** @default nothing is there */
  readonly before?: Resources;
  /** @default nothing is left */
  readonly after?: Resources;
  /** Addresses that are replaced, with the argument for it. @default updated in place */
  readonly replaced?: Readonly<Record<string, string>>;
  /** `client_settings` before and after. */
  readonly settings?: { readonly before?: JsonValue; readonly after?: JsonValue };
  readonly provider?: JsonObject;
}

const DOCUMENTS = new Set(["assume_role_policy", "policy", "inline_policy"]);

const withTexts = (values: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      DOCUMENTS.has(key) && isJsonObject(value) ? JSON.stringify(value) : value,
    ]),
  );

const byAddress = (resources: Resources = {}): ReadonlyMap<string, { type: string; values: JsonObject }> =>
  new Map(
    Object.entries(resources).flatMap(([type, named]) =>
      Object.entries(named).map(([name, values]) => [`${type}.${name}`, { type, values: withTexts(values) }] as const),
    ),
  );

const actionsOf = (before: unknown, after: unknown, replaced: boolean): string[] => {
  if (before === undefined) return ["create"];
  if (after === undefined) return ["delete"];
  if (replaced) return ["delete", "create"];
  return JSON.stringify(before) === JSON.stringify(after) ? ["no-op"] : ["update"];
};

/** `terraform show -json` of a change in which every value is known. */
export const planTextOf = ({ before, after, replaced = {}, settings, provider }: Change): string => {
  const [old, now] = [byAddress(before), byAddress(after)];
  const changes = [...new Set([...old.keys(), ...now.keys()])].map((address) => {
    const [was, is] = [old.get(address), now.get(address)];
    const argument = replaced[address];
    return {
      ...{ address, mode: "managed", type: (is ?? was)?.type, name: address.split(".")[1] },
      change: {
        actions: actionsOf(was?.values, is?.values, argument !== undefined),
        ...{ before: was?.values ?? null, after: is?.values ?? null, after_unknown: {} },
        ...(argument === undefined ? {} : { replace_paths: [[argument]] }),
      },
    };
  });
  const output = { actions: ["update"], before: settings?.before ?? null, after: settings?.after ?? null };
  const aws = provider ?? { region: "eu-central-1", allowed_account_ids: ["111122223333"] };
  const expressions = Object.fromEntries(Object.entries(aws).map(([key, value]) => [key, { constant_value: value }]));
  return JSON.stringify({
    format_version: "1.2",
    resource_changes: changes,
    output_changes: settings === undefined ? {} : { client_settings: { ...output, after_unknown: false } },
    configuration: { provider_config: { aws: { name: "aws", expressions } }, root_module: {} },
  });
};

/** Both sides of a change in which every value is known. */
export const sidesOf = (change: Change, input: PlanInput = {}): PlanSides => {
  const sides = readPlanSides(planTextOf(change), input);
  if (isFailure(sides)) throw new Error(sides.failure);
  return sides;
};
