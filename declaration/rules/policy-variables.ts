import { allAws, awsPlacesOf } from "../entries";
import { pathText } from "../path-text";
import type { AwsEntry } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

/**
 * AWS reads `${name}` in a condition as a policy variable: a group `${aws:RequestTag/group}` would be equal to whatever
 * group comes in.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const VARIABLE = "${";

const check = (context: RuleContext, value: unknown, path: readonly (string | number)[]): void => {
  if (typeof value === "string") {
    if (!value.includes(VARIABLE)) return;
    const why = `holds "${VARIABLE}", which AWS reads as a policy variable and not as it stands; write the name out`;
    context.report("policy-variable", pathText(path), why, value);
  } else if (value !== null && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) {
      check(context, inner, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
};

/** Nothing that becomes a condition of a trust holds a policy variable. */
export const policyVariables: Rule = (context) => {
  const { declaration } = context;
  for (const [name, { signIn }] of allAws(declaration)) {
    if (signIn === undefined || "identityCenter" in signIn) continue;
    const [kind, { audience, groupTag }] =
      "oidc" in signIn
        ? (["oidc", signIn.oidc] as const)
        : (["saml", { audience: undefined, ...signIn.saml }] as const);
    check(context, { audience, groupTag }, ["providers", name, "signIn", kind]);
  }
  for (const [name, team] of Object.entries(declaration.teams)) {
    check(context, team.ci, ["teams", name, "ci"]);
    const federates = ({ signIn }: AwsEntry) => signIn !== undefined && !("identityCenter" in signIn);
    if (!awsPlacesOf(declaration, team).some(([, entry]) => federates(entry))) continue;
    check(context, team.people, ["teams", name, "people"]);
  }
};
