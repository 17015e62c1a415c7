import { identitiesOf } from "../../../plans/identities";
import { addressesOf, type PlanView } from "../../../plans/plan-view";
import { type PolicyText, policyTextOf } from "../../../plans/policy-text";
import { holdsReference, referencesIn } from "../../../plans/reference";
import type { Problem, Rule } from "../../rule";

/** Documents of users and groups, which are no identities of this project but may grant the same things. */
const OTHERS = ["aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_policy"] as const;

const textsOf = (view: PlanView): readonly PolicyText[] => [
  ...view.once(identitiesOf).flatMap(({ trust, grants }) => [...(trust === undefined ? [] : [trust]), ...grants]),
  ...OTHERS.flatMap((type) =>
    view.ofType(type).flatMap((resource) => policyTextOf(view, resource, "policy", resource.values.policy) ?? []),
  ),
];

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
  const strangers = strangersIn(view, text.text);
  if (strangers.length === 0) return [];
  const detail = `A part of the document is not known: it refers to ${strangers.join(", ")}`;
  return [{ address, what, detail, state: "undecided" }];
};

/** What a document allows can be read before the apply. */
export const noUnknownPolicy: Rule = {
  id: "aws/no-unknown-policy",
  protects: "Every policy document can be read in the plan, or is known to refer to resources of the same plan only",
  appliesTo: ["aws_iam_role", "aws_iam_role_policy", "aws_iam_policy", "aws_ssoadmin_permission_set_inline_policy"],
  remedy: "build ARNs from declared inputs, so that reviewers see the document in the plan",
  check: (view) => [
    ...textsOf(view).flatMap((text) => judge(view, text)),
    ...view.once(identitiesOf).flatMap(({ foreign }) =>
      foreign.map(({ address, policy }): Problem => {
        const detail = `What ${policy || "the attached policy"} allows does not stand in this plan`;
        return { address, what: policy, detail, state: "undecided", remedy: "grant by a document of this plan" };
      }),
    ),
  ],
};
