import { type Identity, identitiesOf } from "../../../plans/identities";
import type { PlanView } from "../../../plans/plan-view";
import type { Circumstances } from "../../circumstances";
import { reachOf } from "../../claude-holders";
import type { Problem, Rule } from "../../rule";

/** Whether a boundary, by ARN or (Identity Center) by path and name, is the declared one. */
const isSame = (boundary: string, declared: string): boolean =>
  boundary === declared || (boundary.startsWith("/") && declared.endsWith(`:policy${boundary}`));

/** A boundary, and on whom it must stand. */
interface Expected {
  readonly boundary: string;
  readonly on: readonly Identity[];
}

/** The declared boundary; where nothing says it, the only one of those that call Claude counts as declared for them. */
const expectedBoundary = (view: PlanView, { expectations }: Circumstances): Expected | undefined => {
  const identities = view.once(identitiesOf).filter(({ owned, kind }) => owned && kind !== "group");
  const declared = expectations?.stacks.get(view.stack)?.permissionsBoundary ?? view.provenance?.permissionsBoundary;
  if (declared !== undefined) return { boundary: declared, on: identities.filter(({ kind }) => kind !== "user") };
  const callers = identities.filter((identity) => ["named", "all"].includes(reachOf(view, identity)));
  const [first, ...others] = callers.flatMap(({ boundary }) => boundary ?? []);
  if (first === undefined || !others.every((other) => isSame(other, first) || isSame(first, other))) return undefined;
  return { boundary: first, on: callers };
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
  protects:
    "Every role and permission set of a stack carries the declared permissions boundary; where none is declared, callers of Claude carry the one that others of them have",
  appliesTo: ["aws_iam_role", "aws_ssoadmin_permission_set"],
  remedy: "set permissionsBoundary on this identity, or declare none for the stack",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  check: (view, circumstances) => {
    const expected = expectedBoundary(view, circumstances);
    return expected === undefined ? [] : expected.on.flatMap((identity) => problemOf(identity, expected.boundary));
  },
};
