import { celLanguage } from "../authorization/cel";
import type { PinAlternatives } from "../authorization/federation/claim-pins";
import { pinReader, type ReadPins } from "../authorization/federation/member-pins";
import { type GoogleGrant, googleGrantsOf } from "../plans/google-grants";
import { googleProviderOf, type PoolProvider, poolProvidersOf } from "../plans/google-pools";
import { listIn } from "../plans/list-in";
import type { PlanView } from "../plans/plan-view";
import type { Circumstances } from "./circumstances";
import { leadsToModels } from "./google-accounts";

const POOL_MEMBER = /^principal(?:Set)?:\/\/iam\.googleapis\.com\/(.*\/workloadIdentityPools\/([^/]+))\/(.+)$/s;

/** A member of a pool whose providers are judged together with the grant. */
export interface PoolMember {
  readonly grant: GoogleGrant;
  readonly member: string;
  /** `subject/S`, `attribute.NAME/VALUE`, `*`. */
  readonly part: string;
  /** One at least, each with what the claims of a token are that it accepts and that the member takes in. */
  readonly providers: readonly (PoolProvider & { readonly pins: PinAlternatives })[];
}

const providersByPool = ({ views }: Circumstances): ReadonlyMap<string, readonly PoolProvider[]> => {
  const found = new Map<string, PoolProvider[]>();
  for (const one of views.flatMap((view) => view.once(poolProvidersOf))) {
    if (one.pool !== undefined) listIn(found, one.pool).push(one);
  }
  return found;
};

/** One language for a whole judgement: it remembers what it has read. */
const newLanguage = () => celLanguage();

/** Readers of members by provider; all members of one name its pool alike, or are read anew. */
type Readers = Map<PoolProvider, { readonly pool: string; readonly read: ReadPins }>;
const newReaders = (): Readers => new Map();

const readerOf = (one: PoolProvider, pool: string, { once }: Circumstances): ReadPins => {
  const readers = once(newReaders);
  const known = readers.get(one);
  if (known?.pool === pool) return known.read;
  const read = pinReader(googleProviderOf(one, pool), once(newLanguage));
  readers.set(one, { pool, read });
  return read;
};

const membersIn = (view: PlanView, circumstances: Circumstances): readonly PoolMember[] => {
  const byPool = circumstances.once(providersByPool);
  if (byPool.size === 0) return [];
  return view.once(googleGrantsOf).flatMap((grant) =>
    grant.members.flatMap((member) => {
      const [, pool = "", id = "", part = ""] = POOL_MEMBER.exec(member) ?? [];
      const known = byPool.get(id);
      if (known === undefined || !leadsToModels(view, grant, circumstances)) return [];
      const providers = known.map((one) => ({ ...one, pins: readerOf(one, pool, circumstances)(member) }));
      return [{ grant, member, part, providers }];
    }),
  );
};

const members = (circumstances: Circumstances): ReadonlyMap<PlanView, readonly PoolMember[]> =>
  new Map(circumstances.views.map((view) => [view, membersIn(view, circumstances)]));

/**
 * Members in a stack that are identities of pools of which a provider is in one of the stacks that are judged; of grants that lead
 * to models.
 */
export const poolMembersOf = (view: PlanView, { once }: Circumstances): readonly PoolMember[] =>
  once(members).get(view) ?? [];
