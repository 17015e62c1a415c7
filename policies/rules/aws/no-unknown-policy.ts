import { stringLike } from "../../../authorization/glob";
import { identitiesOf } from "../../../plans/identities";
import { addressesOf, type PlanView } from "../../../plans/plan-view";
import type { PolicyReading } from "../../../plans/policy-reading";
import { type PolicyText, policyTextOf } from "../../../plans/policy-text";
import { holdsReference, referencesIn } from "../../../plans/reference";
import { CLAUDE_SERVICES, serviceOf } from "../../bedrock-statement";
import { mayCallClaude } from "../../claude-holders";
import { ATTACHMENT_TYPES, GRANT_TYPES } from "../../policy-documents";
import type { Problem, Rule } from "../../rule";

/** Trusts of those that may call Claude, every grant, and managed policies, attached or not. */
const textsOf = (view: PlanView): readonly PolicyText[] => [
  ...view.once(identitiesOf).flatMap((identity) => {
    const { trust, grants } = identity;
    return trust === undefined || !mayCallClaude(view, identity) ? grants : [trust, ...grants];
  }),
  ...view
    .ofType("aws_iam_policy")
    .flatMap((resource) => policyTextOf(view, resource, "policy", resource.values.policy) ?? []),
];

/** Whether a document could allow a call of Claude, or says who may come in; of others no part need be known. */
const matters = ({ statements }: PolicyReading): boolean =>
  statements.some(
    ({ principals, actions }) => principals !== undefined || actions.negated || actions.values.some(isOfClaude),
  );

const isOfClaude = (action: string): boolean =>
  CLAUDE_SERVICES.some((service) => stringLike(serviceOf(action), service));

/** Addresses that a document refers to and that are not in the plan. */
const strangersIn = (view: PlanView, text: string): readonly string[] =>
  holdsReference(text) ? addressesOf(referencesIn(text)).filter((address) => view.find(address) === undefined) : [];

const judge = (view: PlanView, text: PolicyText): Problem[] => {
  const { address, argument: what } = text;
  if (text.state !== "known") {
    if (text.state === "byReference") return [];
    return [{ address, what, detail: `The document is not known: ${text.why}`, state: "undecided" }];
  }
  const { mistake } = text.reading;
  if (mistake !== undefined)
    return [{ address, what, detail: mistake, state: "violated", remedy: "write a valid document" }];
  if (!matters(text.reading)) return [];
  const strangers = strangersIn(view, text.text);
  if (strangers.length === 0) return [];
  const detail = `A part of the document is not known: it refers to ${strangers.join(", ")}`;
  return [{ address, what, detail, state: "undecided" }];
};

/** What a document allows can be read before the apply. */
export const noUnknownPolicy: Rule = {
  id: "aws/no-unknown-policy",
  protects: "Every policy document can be read in the plan, or is known to refer to resources of the same plan only",
  appliesTo: [...GRANT_TYPES, ...ATTACHMENT_TYPES],
  remedy: "build ARNs from declared inputs, so that reviewers see the document in the plan",
  link: "https://developer.hashicorp.com/terraform/internals/json-format#change-representation",
  check: (view) => [
    ...textsOf(view).flatMap((text) => judge(view, text)),
    ...view.once(identitiesOf).flatMap((identity) => {
      if (!mayCallClaude(view, identity)) return [];
      return identity.foreign.map(({ address, policy }): Problem => {
        const detail = `What ${policy || "the attached policy"} allows does not stand in this plan`;
        return { address, what: policy, detail, state: "undecided", remedy: "grant by a document of this plan" };
      });
    }),
  ],
};
