import { allGoogle } from "../entries";
import type { GoogleEntry } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

const RESERVED = /^(shared|project)-/;

const checkWorkforce = ({ report }: RuleContext, path: string, { signIn }: GoogleEntry): void => {
  if (signIn === undefined || !("workforce" in signIn)) return;
  const { existing, oidc, saml } = signIn.workforce;
  const at = `${path}.signIn.workforce`;
  const found = [oidc, saml].filter((one) => one !== undefined).length;
  if (existing === true && found > 0) {
    report("workforce", at, "exists already, so oidc and saml say nothing; remove them, or existing");
  } else if (existing !== true && found !== 1) {
    report("one-of", at, `needs exactly one of oidc, saml, existing; found ${found === 0 ? "none" : "oidc, saml"}`);
  }
};

/** What needs to know the organization. */
const needsOrganization = (entry: GoogleEntry): string | undefined => {
  const { signIn, guardRails } = entry;
  if (entry.route === "vertex" && entry.role !== undefined && "custom" in entry.role) {
    if (entry.role.custom.level === "organization") return "role.custom.level";
  }
  if (signIn !== undefined && "workforce" in signIn && signIn.workforce.existing !== true) return "signIn.workforce";
  return guardRails?.accessBoundary === undefined ? undefined : "guardRails.accessBoundary";
};

const SHARED = ["projectNumber", "organizationId"] as const;

/** Entries of one project say the same of it. */
const checkTwins = (
  { report, placeText }: RuleContext,
  path: string,
  entry: GoogleEntry,
  twins: Map<string, string>,
): void => {
  for (const key of SHARED) {
    const value = entry[key];
    if (value === undefined) continue;
    const known = twins.get(`${entry.project} ${key}`);
    const [first = "", other = ""] = known?.split("\n") ?? [];
    if (known === undefined) twins.set(`${entry.project} ${key}`, `${path}.${key}\n${value}`);
    else if (other !== value) {
      report(
        "project-twice",
        `${path}.${key}`,
        `"${value}" differs from "${other}" at ${placeText(first)}, and both are of project ${entry.project}; write the same`,
        value,
      );
    }
  }
};

/** What an entry in a Google Cloud project says of itself fits together, and with other entries of the project. */
export const googleEntries: Rule = (context) => {
  const twins = new Map<string, string>();
  for (const [name, entry] of allGoogle(context.declaration)) {
    const path = `providers.${name}`;
    if (RESERVED.test(name)) {
      context.report(
        "reserved-name",
        path,
        `"${name}" is reserved: stacks named shared-… and project-… hold what a project has once; choose another name`,
        name,
      );
    }
    checkWorkforce(context, path, entry);
    const needed = needsOrganization(entry);
    if (needed !== undefined && entry.organizationId === undefined) {
      context.report(
        "organization-id",
        `${path}.${needed}`,
        "lies in the organization; add organizationId, its number, beside project",
      );
    }
    checkTwins(context, path, entry, twins);
  }
};
