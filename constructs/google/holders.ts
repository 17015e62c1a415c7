import { poolIdsOf, serviceAccountEmailOf, serviceAccountId } from "../../catalog/google-names";
import { type CiSource, ciIssuer, ciSourceName, ciSubject } from "../../catalog/pipeline/ci-source";
import type { GoogleSignIn, IdentityKey } from "../../settings/facts";
import {
  type ExistingPool,
  type GoogleIdentities,
  type GooglePeople,
  type GoogleWorkload,
  googleWorkloadName,
} from "./identity-sources";
import { tokenAudienceOf } from "./pipeline-pool";
import { audienceOf, groupMember, kubernetesMember, poolName, subjectMember, workforcePoolName } from "./principals";

/** Where a team's identities are, and under which names. */
export interface HolderPlace {
  /** Name under which the team was born: service accounts keep it. */
  readonly team: string;
  readonly entry: string;
  readonly project: string;
  /** May be a token. */
  readonly projectNumber: string;
  /** @default direct */
  readonly federation?: "direct" | "serviceAccount";
  /** @default none: every pool is the project's own */
  readonly existingPools?: readonly ExistingPool[];
}

/** Somebody who holds a grant, and how they get their credentials. */
export interface Holder {
  readonly identity: IdentityKey;
  /** IAM members of the grant; several only where people are named one by one. */
  readonly members: readonly string[];
  /** Service account that the holder acts as. */
  readonly serviceAccount?: string;
  readonly signIn: GoogleSignIn;
}

const membersOf = (people: GooglePeople): readonly string[] => {
  if ("googleAccounts" in people) {
    const { group, users = [] } = people.googleAccounts;
    return [...(group === undefined ? [] : [`group:${group}`]), ...users.map((user) => `user:${user}`)];
  }
  const { pool, group, subjects = [] } = people.workforce;
  const name = workforcePoolName(pool);
  return [
    ...(group === undefined ? [] : [groupMember(name, group)]),
    ...subjects.map((subject) => subjectMember(name, subject)),
  ];
};

const signInOf = (people: GooglePeople): GoogleSignIn =>
  "googleAccounts" in people
    ? { kind: "googleAccount" }
    : {
        kind: "workforce",
        audience: audienceOf(workforcePoolName(people.workforce.pool), people.workforce.provider),
      };

/** The service account that an identity owns, if it has one. */
interface OwnedAccount {
  readonly id: string;
  readonly email: string;
}

/** A holder, with what has to be made for it. */
export interface PlannedHolder extends Holder {
  /** Service account to make. */
  readonly owned?: OwnedAccount;
  /** Member of a pool that acts as that service account. */
  readonly federated?: string;
}

const ownedAccount = ({ project, entry, team }: HolderPlace, identity: IdentityKey): OwnedAccount => {
  const id = serviceAccountId({ entry, team, identity });
  return { id, email: serviceAccountEmailOf(project, id) };
};

const asServiceAccount = (email: string) => ({ members: [`serviceAccount:${email}`], serviceAccount: email });

const poolOf = (
  { existingPools = [], projectNumber }: HolderPlace,
  source: CiSource,
): { readonly pool: string; readonly provider: string } => {
  const existing = existingPools.find(({ issuer }) => issuer === ciIssuer(source));
  const { pool, provider } = existing ?? poolIdsOf(ciIssuer(source));
  return { pool: poolName(existing?.projectNumber ?? projectNumber, pool), provider };
};

const pipelineHolder = (place: HolderPlace, name: string, source: CiSource): PlannedHolder => {
  const identity: IdentityKey = `ci/${name}`;
  const { pool, provider } = poolOf(place, source);
  const federated = subjectMember(pool, ciSubject(source));
  const audience = tokenAudienceOf(source);
  const signIn: GoogleSignIn = {
    kind: "federation",
    source: ciSourceName(source),
    audience: audienceOf(pool, provider),
    ...(audience === undefined ? {} : { tokenAudience: audience }),
  };
  if (place.federation !== "serviceAccount") return { identity, members: [federated], signIn };
  const owned = ownedAccount(place, identity);
  return { identity, ...asServiceAccount(owned.email), signIn, owned, federated };
};

const workloadHolder = (place: HolderPlace, name: string, source: GoogleWorkload): PlannedHolder => {
  const identity: IdentityKey = `workload/${name}`;
  const signIn: GoogleSignIn = { kind: "ambient", source: googleWorkloadName(source) };
  if ("gke" in source) {
    const { project = place.project, projectNumber = place.projectNumber } = source.gke;
    return { identity, members: [kubernetesMember({ ...source.gke, project, projectNumber })], signIn };
  }
  if ("serviceAccount" in source) return { identity, ...asServiceAccount(source.serviceAccount.email), signIn };
  const owned = ownedAccount(place, identity);
  return { identity, ...asServiceAccount(owned.email), signIn, owned };
};

/** Everybody of one team who holds a grant, sorted by identity: computed from what is declared. */
export const holdersOf = (place: HolderPlace, identities: GoogleIdentities): readonly PlannedHolder[] => {
  const { people, ci = {}, workloads = {} } = identities;
  const sorted = <T>(named: Readonly<Record<string, T>>) => Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...sorted(ci).map(([name, source]) => pipelineHolder(place, name, source)),
    ...(people === undefined
      ? []
      : [{ identity: "people" as const, members: membersOf(people), signIn: signInOf(people) }]),
    ...sorted(workloads).map(([name, source]) => workloadHolder(place, name, source)),
  ];
};
