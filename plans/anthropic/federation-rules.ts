import type { AnthropicRule } from "../../authorization/federation/anthropic-rule";
import type { Text } from "../../authorization/google/text";
import { isJsonObject, objectAt, textAt } from "../json-value";
import type { PlannedResource, PlanView } from "../plan-view";
import { holdsReference } from "../reference";

const ISSUER = "anthropic_federation_issuer";

const textOf = (said: string | undefined): Text | undefined =>
  said !== undefined && holdsReference(said) ? { unknown: said } : said;

/** The issuer that a rule refers to, by its address or, once it exists, by its id. */
const issuerOf = (view: PlanView, rule: PlannedResource): Text => {
  const references = rule.unknown.find(({ argument }) => argument === "issuer_id")?.references ?? [];
  const said = textAt(rule.values, "issuer_id") ?? "";
  const addresses = [...references, ...[...said.matchAll(/anthropic_federation_issuer\.[\w-]+/g)].map(([one]) => one)];
  const found =
    addresses.map((address) => view.find(address.replace(/\.id$/, ""))).find((one) => one !== undefined) ??
    view.ofType(ISSUER).find(({ values }) => said !== "" && textAt(values, "id") === said);
  return textOf(textAt(found?.values, "issuer_url")) ?? { unknown: said };
};

/** Whose tokens a federation rule takes, where the plan shows it; `undefined`: it shows nothing. */
export const federationRuleOf = (view: PlanView, rule: PlannedResource): AnthropicRule | undefined => {
  if (!isJsonObject(rule.values.match)) return undefined;
  const match = objectAt(rule.values, "match");
  const claims = Object.entries(objectAt(match, "claims")).flatMap(([name, value]): [string, Text][] =>
    typeof value === "string" ? [[name, textOf(value) ?? value]] : [],
  );
  return {
    issuer: issuerOf(view, rule),
    subjectPrefix: textOf(textAt(match, "subject_prefix")),
    claims: Object.fromEntries(claims),
    condition: textOf(textAt(match, "condition")),
  };
};
