import { MODEL_CONSTRAINTS } from "../../catalog/google-permissions";
import { anyOf, type Truth } from "../truth";
import type { GoogleView, OrganizationPolicy } from "./google-view";
import { ancestryOf, isWithin, resourceName } from "./resource-names";
import { isKnown, isText, type Text } from "./text";

/** Values of one constraint that count at a resource, own and inherited. */
interface Effective {
  readonly policies: readonly OrganizationPolicy[];
  readonly allowsAll: boolean;
  readonly deniesAll: boolean;
  readonly allowed: readonly Text[];
  readonly denied: readonly Text[];
  /** A rule or a policy of which is not known whether it counts. */
  readonly isOpen: boolean;
}

const NOTHING: Effective = {
  policies: [],
  allowsAll: false,
  deniesAll: false,
  allowed: [],
  denied: [],
  isOpen: false,
};

const joined = (parts: readonly Effective[]): Effective => ({
  policies: parts.flatMap(({ policies }) => policies),
  allowsAll: parts.some(({ allowsAll }) => allowsAll),
  deniesAll: parts.some(({ deniesAll }) => deniesAll),
  allowed: parts.flatMap(({ allowed }) => allowed),
  denied: parts.flatMap(({ denied }) => denied),
  isOpen: parts.some(({ isOpen }) => isOpen),
});

const valuesOf = (policy: OrganizationPolicy): Effective => {
  const { rules } = policy;
  return {
    policies: [policy],
    allowsAll: rules.some((rule) => "allowAll" in rule),
    deniesAll: rules.some((rule) => "denyAll" in rule),
    allowed: rules.flatMap((rule) => ("allowedValues" in rule ? rule.allowedValues : [])),
    denied: rules.flatMap((rule) => ("deniedValues" in rule ? rule.deniedValues : [])),
    isOpen: rules.some(({ condition }) => condition !== undefined),
  };
};

/** The nearest policy counts, and what is above it only where it says so. */
const effectiveAt = (view: GoogleView, path: readonly string[], policies: readonly OrganizationPolicy[]): Effective => {
  const [at, ...above] = path;
  if (at === undefined) return NOTHING;
  const here = policies.filter(({ resource }) => isKnown(resource) && resourceName(view, resource) === at);
  if (here.length === 0) return effectiveAt(view, above, policies);
  if (here.some(({ reset }) => reset)) return { ...NOTHING, policies: here, isOpen: here.length > 1 };
  const own = here.map(valuesOf);
  if (!here.some(({ inheritFromParent }) => inheritFromParent)) return joined(own);
  const parent = effectiveAt(view, above, policies);
  // Nothing above: what is merged with is Google's own "all".
  return joined([...own, parent.policies.length === 0 ? { ...NOTHING, allowsAll: true } : parent]);
};

/** Whether a list holds all spellings of a value; some only is open, since Google does not say which one counts. */
const holds = (values: readonly Text[], spellings: readonly string[]): Truth => {
  const found = spellings.map((spelling) =>
    // `is:`, `in:` and `under:` are forms of other constraints; what they do here is not documented.
    anyOf(values, (value) => (isKnown(value) && /^(is|in|under):/.test(value) ? undefined : isText(value, spelling))),
  );
  if (found.every((one) => one === true)) return true;
  return found.every((one) => one === false) ? false : undefined;
};

const isAllowed = (effective: Effective, includes: (values: readonly Text[]) => Truth, byDefault: Truth): Truth => {
  const { allowsAll, deniesAll, allowed, denied, isOpen } = effective;
  if (isOpen) return undefined;
  if (!allowsAll && !deniesAll && allowed.length + denied.length === 0) return byDefault;
  const isDenied = includes(denied);
  if (isDenied === true) return false;
  // How Google joins "all" of one level with values of another is not documented.
  if (deniesAll) return allowsAll || allowed.length > 0 ? undefined : false;
  const isListed = allowed.length === 0 ? true : includes(allowed);
  if (isListed === false) return allowsAll ? undefined : false;
  return isDenied === undefined ? undefined : isListed;
};

/** What policies say of one value: whether they allow it, and which. */
export interface PolicyAnswer {
  readonly policies: readonly OrganizationPolicy[];
  readonly isAllowed: Truth;
}

const answer = (
  view: GoogleView,
  resource: string,
  constraint: string,
  includes: (values: readonly Text[]) => Truth,
  byDefault: Truth,
): PolicyAnswer => {
  const policies = (view.organizationPolicies ?? []).filter(
    (policy) => policy.constraint.replace(/^constraints\//, "") === constraint,
  );
  const { path } = ancestryOf(view, resource);
  const unplaced = policies.filter((policy) => isWithin(view, resource, policy.resource) === undefined);
  if (unplaced.length > 0) return { policies: unplaced, isAllowed: undefined };
  const effective = effectiveAt(view, path, policies);
  return { policies: effective.policies, isAllowed: isAllowed(effective, includes, byDefault) };
};

const modelName = (model: string): string => `publishers/anthropic/models/${model}`;

/** A model with its version (`claude-opus-4-5@20251101`) has two names; which one a policy means is not documented. */
const namesOf = (model: string): readonly string[] => {
  const [name = model] = model.split("@");
  return [...new Set([model, name])].map(modelName);
};

/**
 * Whether organization policies let a project call a model of Anthropic's. Without a policy every model may be called.
 * @see https://docs.cloud.google.com/vertex-ai/generative-ai/docs/control-model-access
 */
export const modelAllowed = (view: GoogleView, resource: string, model: string): PolicyAnswer => {
  const values = namesOf(model).map((name) => `${name}:predict`);
  return answer(view, resource, MODEL_CONSTRAINTS.models.constraint, (list) => holds(list, values), true);
};

/** Whether organization policies let a model use a feature (`web_search`); what holds without a policy is not known. */
export const featureAllowed = (view: GoogleView, resource: string, model: string, feature: string): PolicyAnswer => {
  const publisher = ["publishers/anthropic"];
  const includes = (list: readonly Text[]): Truth =>
    anyOf([publisher, namesOf(model), namesOf(model).map((name) => `${name}:${feature}`)], (values) =>
      holds(list, values),
    );
  return answer(view, resource, MODEL_CONSTRAINTS.features.constraint, includes, undefined);
};
