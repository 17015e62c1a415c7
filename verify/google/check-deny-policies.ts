import { thrownFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { Ancestry } from "./ancestry";
import { type DenyRule, deniedPermissions, reaches } from "./deny-rule";
import type { DenyPolicy, GoogleApi } from "./google-api";

const CHECK = "deny-policies";
const LINK = "https://docs.cloud.google.com/iam/docs/deny-overview";
const AT_ONCE = 8;

/** Who is declared, what they use, and where. */
export interface DenyQuestion {
  readonly ancestry: Ancestry;
  /** IAM members, as in bindings. */
  readonly principals: readonly string[];
  /** Permissions, as in roles. */
  readonly permissions: readonly string[];
}

interface Found {
  readonly resource: string;
  /** Last part of the policy's name. */
  readonly policy: string;
  readonly rule: DenyRule;
}

const idOf = (name: string): string => name.split("/").at(-1) ?? name;
const allowed = (principals: readonly string[]): string =>
  `add ${principals.length === 1 ? "it" : "them"} to the rule's exception principals, or the permission to its exception permissions`;

const blockedResult = ({ resource, policy }: Found, denied: string, principals: readonly string[]): CheckResult => ({
  check: CHECK,
  state: "blocked",
  subject: `${policy} at ${resource}`,
  detail: `denies ${denied} to ${principals.join(", ")}, whatever is granted`,
  remedy: `Ask whoever owns the policy: ${allowed(principals)}`,
  link: LINK,
});

const undecidedResult = (
  { resource, policy, rule }: Found,
  denied: string,
  principals: readonly string[],
): CheckResult => {
  const condition = rule.denialCondition?.expression;
  const why =
    condition === undefined || condition === null || condition === ""
      ? `it names ${(rule.deniedPrincipals ?? []).join(", ")}, and who belongs to whom cannot be seen here`
      : `only where ${condition}`;
  return {
    check: CHECK,
    state: "undecided",
    subject: `${policy} at ${resource}`,
    detail: `may deny ${denied} to ${principals.join(", ")}: ${why}`,
    remedy: `Find out whether it does; if so: ${allowed(principals)}`,
    link: LINK,
  };
};

const judgeRule = (found: Found, { ancestry, principals, permissions }: DenyQuestion): CheckResult[] => {
  const { rule } = found;
  const denied = deniedPermissions(rule, permissions).join(", ");
  if (denied === "") return [];
  const conditional = (rule.denialCondition?.expression ?? "") !== "";
  const answers = principals.map((principal) => ({ principal, reached: reaches(rule, principal, ancestry) }));
  const those = (wanted: (reached: boolean | undefined) => boolean) =>
    answers.filter(({ reached }) => wanted(reached)).map(({ principal }) => principal);
  const blocked = conditional ? [] : those((reached) => reached === true);
  const open = those((reached) => reached === undefined || (conditional && reached === true));
  return [
    ...(blocked.length > 0 ? [blockedResult(found, denied, blocked)] : []),
    ...(open.length > 0 ? [undecidedResult(found, denied, open)] : []),
  ];
};

const judgePolicy = (resource: string, { name, rules }: DenyPolicy, question: DenyQuestion): CheckResult[] =>
  (rules ?? []).flatMap(({ denyRule }) => {
    const policy = idOf(name ?? "");
    if (denyRule) return judgeRule({ resource, policy, rule: denyRule }, question);
    const detail = "has a rule of a kind that this version does not know";
    return [{ check: CHECK, state: "undecided" as const, subject: `${policy} at ${resource}`, detail, link: LINK }];
  });

const unread = (subject: string, error: unknown, permission: string): CheckResult => ({
  check: CHECK,
  state: "could-not-check",
  subject,
  detail: thrownFailure(error).message,
  remedy: `Whoever runs this needs ${permission} there (roles/iam.denyReviewer)`,
  link: LINK,
});

const readPolicy = async (api: GoogleApi, resource: string, name: string, question: DenyQuestion) => {
  try {
    return judgePolicy(resource, await api.denyPolicy(name), question);
  } catch (error) {
    return [unread(`${idOf(name)} at ${resource}`, error, "iam.denypolicies.get")];
  }
};

const checkResource = async (api: GoogleApi, resource: string, question: DenyQuestion): Promise<CheckResult[]> => {
  let policies: string[];
  try {
    policies = await api.denyPolicyNames(resource);
  } catch (error) {
    return [unread(resource, error, "iam.denypolicies.list")];
  }
  const results: CheckResult[] = [];
  for (let at = 0; at < policies.length; at += AT_ONCE) {
    const some = policies.slice(at, at + AT_ONCE);
    results.push(...(await Promise.all(some.map((name) => readPolicy(api, resource, name, question)))).flat());
  }
  if (results.length > 0) return results;
  const read = policies.length === 1 ? "1 deny policy" : `${policies.length} deny policies`;
  return [{ check: CHECK, state: "fine", subject: resource, detail: `${read}, none in the way` }];
};

/** Deny policies of the project and of everything above it that would take declared permissions from declared principals. */
export const checkDenyPolicies = async (api: GoogleApi, question: DenyQuestion): Promise<CheckResult[]> => {
  const { resources } = question.ancestry;
  return (await Promise.all(resources.map((resource) => checkResource(api, resource, question)))).flat();
};
