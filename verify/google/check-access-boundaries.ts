import { thrownFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import { type Ancestry, findAncestry } from "./ancestry";
import { type BoundaryVerdict, type BoundBoundary, boundaryVerdict, includesProject } from "./boundary-verdict";
import type { Boundary, BoundaryBinding, GoogleApi } from "./google-api";
import { readPrincipal } from "./principal";
import { holdingSets, homeProjectOf, type PrincipalSet } from "./principal-sets";

const CHECK = "access-boundaries";
const LINK = "https://docs.cloud.google.com/iam/docs/principal-access-boundary-policies";

/** Asks for each thing once, however many principals need it. */
const once = <T>(ask: (key: string) => Promise<T>): ((key: string) => Promise<T>) => {
  const asked = new Map<string, Promise<T>>();
  return (key) => {
    const promise = asked.get(key) ?? ask(key);
    asked.set(key, promise);
    return promise;
  };
};

/** What was read of the boundaries of one principal, and what could not be. */
interface Read {
  readonly bound: readonly BoundBoundary[];
  readonly gaps: readonly string[];
}

const joined = (reads: readonly Read[]): Read => ({
  bound: reads.flatMap(({ bound }) => bound),
  gaps: [...new Set(reads.flatMap(({ gaps }) => gaps))],
});
const idOf = (name: string): string => name.split("/").at(-1) ?? name;

const STATES: Readonly<Record<BoundaryVerdict, CheckResult["state"]>> = {
  eligible: "fine",
  excluded: "blocked",
  undecided: "undecided",
  unread: "could-not-check",
};
const REMEDIES: Readonly<Partial<Record<BoundaryVerdict, string>>> = {
  excluded: "Ask whoever owns the boundary to add the project, or a folder above it, to its resources",
  undecided: "Find out whether it applies; if so, have the project, or a folder above it, added to its resources",
  unread:
    "Whoever runs this needs searchPolicyBindings on these sets and iam.principalaccessboundarypolicies.get in the organization (roles/iam.principalAccessBoundaryViewer)",
};

const listed = (bound: readonly BoundBoundary[]): string =>
  bound.map(({ policy, condition }) => (condition === "" ? policy : `${policy} (where ${condition})`)).join(", ");

const UNSEEN = "whether its enforcement version covers the permission was not looked at";

const detailOf = (verdict: BoundaryVerdict, { bound, gaps }: Read, project: string): string => {
  const against = listed(bound.filter(({ includes }) => includes !== true));
  if (verdict === "unread")
    return [...gaps, ...(against === "" ? [] : [`${project} is out of reach by ${against}`])].join("; ");
  if (verdict === "excluded") return `${project} is out of reach by ${against}; ${UNSEEN}`;
  if (verdict === "undecided") return `${project} may be out of reach by ${against}; ${UNSEEN}`;
  return bound.length === 0
    ? "no boundary"
    : `${project} is within reach by ${listed(bound.filter(({ includes }) => includes))}`;
};

const judge = (member: string, read: Read, ancestry: Ancestry): CheckResult => {
  const verdict = boundaryVerdict(read.bound, read.gaps.length === 0);
  const remedy = REMEDIES[verdict];
  const detail = detailOf(verdict, read, `projects/${ancestry.project}`);
  return {
    check: CHECK,
    state: STATES[verdict],
    subject: member,
    detail,
    ...(remedy === undefined ? {} : { remedy, link: LINK }),
  };
};

/** Principal access boundaries: whether each declared principal may still reach the project. */
export const checkAccessBoundaries = async (
  api: GoogleApi,
  { ancestry, principals }: { readonly ancestry: Ancestry; readonly principals: readonly string[] },
): Promise<CheckResult[]> => {
  const boundaryOf = once((name): Promise<Boundary> => api.boundary(name));
  const own = new Set(ancestry.projectNames);
  const homeOf = once((project) =>
    own.has(`projects/${project}`) ? Promise.resolve(ancestry) : findAncestry(api, project),
  );
  const readBinding = async ({ policy, condition }: BoundaryBinding): Promise<Read> => {
    const name = policy ?? "";
    try {
      const includes = includesProject(await boundaryOf(name), ancestry);
      const bound = { policy: idOf(name), condition: condition?.expression ?? "", includes };
      return { bound: [bound], gaps: [] };
    } catch (error) {
      return { bound: [], gaps: [`${idOf(name)}: ${thrownFailure(error).message}`] };
    }
  };
  const readSet = async ({ parent, target }: PrincipalSet): Promise<Read> => {
    try {
      const bindings = await api.boundaryBindings(parent, target);
      return joined(await Promise.all(bindings.map(readBinding)));
    } catch (error) {
      return { bound: [], gaps: [`${target}: ${thrownFailure(error).message}`] };
    }
  };
  const setOf = once((key) => readSet(JSON.parse(key) as PrincipalSet));
  const readMember = async (member: string): Promise<CheckResult> => {
    const project = homeProjectOf(readPrincipal(member));
    const home = project === undefined ? undefined : await homeOf(project);
    const { sets, gap } = holdingSets(member, ancestry, home);
    const reads = await Promise.all(sets.map(({ parent, target }) => setOf(JSON.stringify({ parent, target }))));
    const unknown: Read = { bound: [], gaps: gap === undefined ? [] : [gap] };
    return judge(member, joined([unknown, ...reads]), ancestry);
  };
  return Promise.all(principals.map(readMember));
};
