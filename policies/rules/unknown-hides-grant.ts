import { CREDENTIAL_TYPES } from "../../plans/azure-credentials";
import { CUSTOM_ROLE_TYPES } from "../../plans/google/made-names";
import { GOOGLE_GRANT_TYPES } from "../../plans/google-grants";
import { identitiesOf } from "../../plans/identities";
import { textAt, textsOf } from "../../plans/json-value";
import { addressesOf, type PlannedResource, type PlanView, type UnknownValue } from "../../plans/plan-view";
import { referencesIn } from "../../plans/reference";
import type { Circumstances } from "../circumstances";
import { mayCallClaude } from "../claude-holders";
import { concernsFoundry } from "../concerns-foundry";
import { callsVertex } from "../google-callers";
import type { Problem, Rule } from "../rule";

/** Whether a resource may be about Claude, as far as the plan tells. */
type Concerns = (view: PlanView, resource: PlannedResource, circumstances: Circumstances) => boolean;

/** Arguments of a resource type that say who gets what. */
interface Granting {
  readonly types: readonly string[];
  readonly arguments: readonly string[];
  readonly concerns: Concerns;
}

const grantsVertex: Concerns = (view, { values }, circumstances) => {
  const role = textAt(values, "role");
  return role === undefined || callsVertex(view, { role }, circumstances) !== false;
};
const onFoundry: Concerns = (_view, _resource, circumstances) => concernsFoundry(circumstances);
const bySet: Concerns = (view) =>
  view.once(identitiesOf).some((identity) => identity.kind === "permissionSet" && mayCallClaude(view, identity));
const always: Concerns = () => true;

/** What `aws/no-unknown-policy` and `anthropic/exact-match` say of documents and matches is not said again. */
const GRANTING: readonly Granting[] = [
  { types: GOOGLE_GRANT_TYPES, arguments: ["member", "members", "role", "policy_data"], concerns: grantsVertex },
  { types: CUSTOM_ROLE_TYPES, arguments: ["permissions"], concerns: always },
  {
    types: ["azurerm_role_assignment"],
    arguments: ["principal_id", "role_definition_id", "role_definition_name", "scope"],
    concerns: onFoundry,
  },
  { types: ["azurerm_role_definition"], arguments: ["permissions"], concerns: onFoundry },
  {
    types: CREDENTIAL_TYPES,
    arguments: ["issuer", "subject", "claims_matching_expression"],
    concerns: onFoundry,
  },
  {
    types: ["aws_ssoadmin_account_assignment"],
    arguments: ["principal_id", "principal_type", "target_id"],
    concerns: bySet,
  },
  {
    types: ["anthropic_service_account_workspace", "anthropic_workspace_member"],
    arguments: ["service_account_id", "user_id", "workspace_id", "workspace_role"],
    concerns: always,
  },
];

/** Whether everything that a value refers to stands in the plan itself; what an apply looks up does not. */
const isOfThisPlan = (view: PlanView, { references }: UnknownValue): boolean =>
  references.length > 0 &&
  references.every((address) => {
    const found = view.find(address);
    return found !== undefined && (found.mode === "managed" || view.source === "synth");
  });

/** What is not known of an argument: the plan says so, or, in synthesised JSON, a reference stands in its text. */
const hiddenAt = ({ unknown, values }: PlannedResource, argument: string): readonly UnknownValue[] => {
  const said = unknown.find((one) => one.argument === argument);
  if (said !== undefined) return [said];
  const references = addressesOf(textsOf(values[argument]).flatMap(referencesIn));
  return references.length === 0 ? [] : [{ argument, references }];
};

const judge = (
  view: PlanView,
  resource: PlannedResource,
  { arguments: granting, concerns }: Granting,
  circumstances: Circumstances,
): Problem[] => {
  const hidden = granting.flatMap((argument) => hiddenAt(resource, argument)).filter((one) => !isOfThisPlan(view, one));
  if (hidden.length === 0 || !concerns(view, resource, circumstances)) return [];
  return hidden.map(({ argument, references }) => {
    const from =
      references.length === 0 ? "the plan does not say from where" : `it comes from ${references.join(", ")}`;
    const detail = `${argument} is known after the apply only: ${from}`;
    return { address: resource.address, what: argument, detail, state: "undecided" };
  });
};

/** Who gets what stands in the plan that is reviewed. */
export const unknownHidesGrant: Rule = {
  id: "unknown-hides-grant",
  protects: "Who gets which role, where, is known in the plan, or refers to resources of the same plan",
  appliesTo: GRANTING.flatMap(({ types }) => types),
  remedy: "build it from declared inputs, or look it up in a plan before this one",
  link: "https://developer.hashicorp.com/terraform/internals/json-format#change-representation",
  check: (view, circumstances) =>
    GRANTING.flatMap((granting) =>
      granting.types.flatMap((type) =>
        view.ofType(type).flatMap((resource) => judge(view, resource, granting, circumstances)),
      ),
    ),
};
