import { type Identity, identitiesOf } from "../../../plans/identities";
import type { PlanView } from "../../../plans/plan-view";
import type { Circumstances } from "../../circumstances";
import type { Problem, Rule } from "../../rule";

/** Whether a boundary, by ARN or (Identity Center) by path and name, is the declared one. */
const isSame = (boundary: string, declared: string): boolean =>
  boundary === declared || (boundary.startsWith("/") && declared.endsWith(`:policy${boundary}`));

/** The declared boundary; where nothing says it, the only one in the stack counts as declared for all. */
const declaredBoundary = (
  view: PlanView,
  identities: readonly Identity[],
  { expectations }: Circumstances,
): string | undefined => {
  const expected = expectations?.stacks.get(view.stack)?.permissionsBoundary;
  if (expected !== undefined) return expected;
  if (view.provenance?.permissionsBoundary !== undefined) return view.provenance.permissionsBoundary;
  const [first, ...others] = identities.flatMap(({ boundary }) => boundary ?? []);
  if (first === undefined) return undefined;
  return others.every((other) => isSame(other, first) || isSame(first, other)) ? first : undefined;
};

const problemOf = ({ address, boundary }: Identity, declared: string): Problem[] => {
  if (boundary === undefined)
    return [{ address, detail: `The declared boundary ${declared} is missing`, state: "violated" }];
  if (isSame(boundary, declared) || isSame(declared, boundary)) return [];
  return [{ address, detail: `The boundary is ${boundary}, declared is ${declared}`, state: "violated" }];
};

/** A declared boundary stands on every identity. */
export const boundaryPresent: Rule = {
  id: "aws/boundary-present",
  protects: "Every role and permission set of a stack carries the permissions boundary that was declared for it",
  appliesTo: ["aws_iam_role", "aws_ssoadmin_permission_set"],
  remedy: "set permissionsBoundary on this identity, or declare none for the stack",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  check: (view, circumstances) => {
    const identities = view.once(identitiesOf).filter(({ owned }) => owned);
    const declared = declaredBoundary(view, identities, circumstances);
    return declared === undefined ? [] : identities.flatMap((identity) => problemOf(identity, declared));
  },
};
