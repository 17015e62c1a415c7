import { readPrincipal } from "../../authorization/google/principal-names";

/** Kind and name of a member in words. */
export interface MemberWords {
  /** `group`, `user`, `service account`, `identity of a pool`, `identities of a pool`. */
  readonly kind: string;
  readonly name: string;
}

const PLAIN = {
  user: "user",
  group: "group",
  domain: "domain",
  customer: "customer",
  serviceAccount: "service account",
};

const ofPool = (pool: string, part: string): MemberWords => {
  const id = pool.split("/").at(-1) ?? pool;
  const people = pool.includes("workforcePools");
  if (part.startsWith("subject/")) {
    const subject = part.slice("subject/".length).replace(/^ns\/([^/]+)\/sa\/(.+)$/, "Kubernetes $1/$2");
    return { kind: people ? "person of a workforce pool" : "identity of a pool", name: `${subject} of ${id}` };
  }
  if (part.startsWith("group/")) return { kind: "group of a pool", name: `${part.slice("group/".length)} of ${id}` };
  return { kind: "identities of a pool", name: part === "*" ? `everybody of ${id}` : `${part} of ${id}` };
};

/** How a reader knows a member of a binding. */
export const memberWords = (member: string): MemberWords => {
  const principal = readPrincipal(member);
  if (principal.kind === "everybody") return { kind: "everybody", name: "everybody on the internet" };
  if (principal.kind === "authenticated") return { kind: "everybody", name: "everybody with a Google account" };
  if (principal.kind === "pool") return ofPool(principal.pool, principal.part);
  if (principal.kind === "kubernetes")
    return {
      kind: "identity of a pool",
      name: `Kubernetes ${principal.namespace}/${principal.account} of ${principal.project}`,
    };
  if (Object.hasOwn(PLAIN, principal.kind) && "name" in principal)
    return { kind: PLAIN[principal.kind as keyof typeof PLAIN], name: principal.name };
  return { kind: "principal", name: member };
};

/** One spelling of a member, so that two of the same are equal: e-mails in lower case. */
export const memberKey = (member: string): string => {
  const principal = readPrincipal(member);
  if (principal.kind === "pool") return `pool:${principal.pool}/${principal.part}`;
  return "name" in principal ? `${principal.kind}:${principal.name}` : member;
};
