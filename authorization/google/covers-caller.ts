import { stringLike } from "../glob";
import { anyOf, type Truth } from "../truth";
import type { GoogleView } from "./google-view";
import { isKubernetesPool, kubernetesOf, type PrincipalName, readPrincipal } from "./principal-names";
import { isWithin, projectOfAccount } from "./resource-names";
import { isKnown, type Text, type Unknown } from "./text";

/** Who asks. */
export interface Caller {
  /**
   * Everything that names the caller, in the spelling of allow policies: `user:ann@acme.example` and each
   * `group:…` they are in, `serviceAccount:…`, or what `federate` gives.
   */
  readonly identifiers: readonly string[];
  /** Whether these are all groups, domains and attribute sets that the caller is in. @default true */
  readonly isComplete?: boolean;
}

/** A caller, read once. */
export interface KnownCaller {
  readonly names: readonly PrincipalName[];
  readonly isComplete: boolean;
}

/** Reads a caller. */
export const readCaller = ({ identifiers, isComplete = true }: Caller): KnownCaller => ({
  names: identifiers.map(readPrincipal),
  isComplete,
});

const isSame = (left: PrincipalName, right: PrincipalName): boolean =>
  left.kind === right.kind &&
  ("name" in left && "name" in right
    ? left.name === right.name
    : left.kind === "pool" && right.kind === "pool" && left.pool === right.pool && left.part === right.part);

/** The older and the newer spelling of a Kubernetes service account name one identity. */
const isSameKubernetes = (view: GoogleView, left: PrincipalName, right: PrincipalName): Truth => {
  const [one, other] = [kubernetesOf(left), kubernetesOf(right)];
  if (one === undefined || other === undefined) return false;
  if (one.project !== other.project || one.namespace !== other.namespace || one.account !== other.account) return false;
  const numbers = [one.number, other.number].map((number) => number ?? view.projectNumbers?.[one.project]);
  if (one.number === undefined && other.number === undefined) return true;
  return numbers.includes(undefined) ? undefined : numbers[0] === numbers[1];
};

const isAuthenticated = (own: PrincipalName): Truth => {
  if (own.kind === "user" || own.kind === "serviceAccount") return true;
  if (own.kind === "kubernetes" || (own.kind === "pool" && isKubernetesPool(own.pool))) return undefined;
  return false;
};

const isInDomain = (own: PrincipalName, domain: string): Truth =>
  own.kind === "user" && own.name.endsWith(`@${domain}`) ? undefined : false;

const isInPool = (own: PrincipalName, set: PrincipalName & { readonly kind: "pool" }): Truth => {
  const known = kubernetesOf(own);
  if (own.kind === "pool" && own.pool === set.pool) {
    if (set.part === "*") return true;
    if (known === undefined) return false;
    if (set.part.startsWith("namespace/")) return set.part === `namespace/${known.namespace}`;
    // Which cluster runs it, and which id the service account has, its name does not tell.
    return set.part.startsWith("kubernetes.") ? undefined : false;
  }
  const isMaybeSamePool = own.kind === "kubernetes" && set.pool.endsWith(`/${own.project}.svc.id.goog`);
  return isMaybeSamePool && !set.part.startsWith("subject/") ? undefined : false;
};

const isAccountOf = (view: GoogleView, own: PrincipalName, resource: string, type: string): Truth => {
  if (own.kind !== "serviceAccount") return false;
  if (type !== "ServiceAccount") return undefined;
  const project = projectOfAccount(own.name);
  return project === undefined ? undefined : isWithin(view, `projects/${project}`, resource);
};

/** What follows from one identifier of the caller. */
const follows = (view: GoogleView, own: PrincipalName, named: PrincipalName): Truth => {
  if (isSame(own, named)) return true;
  if (named.kind === "everybody") return true;
  if (named.kind === "authenticated") return isAuthenticated(own);
  if (named.kind === "domain") return isInDomain(own, named.name);
  if (named.kind === "customer") return own.kind === "user" ? undefined : false;
  if (named.kind === "accountsOf") return isAccountOf(view, own, named.resource, named.type);
  if (named.kind === "other") return undefined;
  const sameAccount = isSameKubernetes(view, own, named);
  return sameAccount === false && named.kind === "pool" ? isInPool(own, named) : sameAccount;
};

/** Whether a name is a set, of which an incomplete caller may be without saying so. */
const isSet = (named: PrincipalName): boolean => {
  if (named.kind === "pool") return !named.part.startsWith("subject/");
  return named.kind === "group" || named.kind === "domain" || named.kind === "customer";
};

const spellingsOf = (name: PrincipalName): readonly string[] => {
  if (name.kind === "pool") {
    const start = name.part.startsWith("subject/") ? "principal" : "principalSet";
    return [`${start}://iam.googleapis.com/${name.pool}/${name.part}`];
  }
  if (name.kind === "user") return [`user:${name.name}`, `principal://goog/subject/${name.name}`];
  if (name.kind !== "serviceAccount") return "name" in name ? [`${name.kind}:${name.name}`] : [];
  return [`serviceAccount:${name.name}`, `principal://iam.googleapis.com/projects/-/serviceAccounts/${name.name}`];
};

/** A principal that is not known whole: no only where its known parts fit no spelling of the caller. */
const maybe = ({ like }: Unknown, caller: KnownCaller): Truth => {
  // A set may hold the caller under a name that the caller does not bring.
  if (like === undefined || !/^(user|serviceAccount|group):|^principal:\/\//.test(like)) return undefined;
  if (like.startsWith("group:") && !caller.isComplete) return undefined;
  if (caller.names.some((name) => kubernetesOf(name) !== undefined)) return undefined;
  const isPool = like.startsWith("principal://");
  const spellings = caller.names.flatMap(spellingsOf).map((text) => (isPool ? text : text.toLowerCase()));
  return spellings.some((text) => stringLike(isPool ? like : like.toLowerCase(), text)) ? undefined : false;
};

/** Whether a principal of a policy takes in who asks. */
export const coversCaller = (view: GoogleView, principal: Text, caller: KnownCaller): Truth => {
  if (!isKnown(principal)) return maybe(principal, caller);
  const named = readPrincipal(principal);
  if (named.kind === "everybody") return true;
  if (named.kind === "deleted") return false;
  const answer = anyOf(caller.names, (own) => follows(view, own, named));
  return answer === false && !caller.isComplete && isSet(named) ? undefined : answer;
};
