import { SESSION_LIFETIMES } from "../catalog/session-lifetimes";
import type { PlannedChange } from "../plans/planned-changes";
import type { Provenance } from "../plans/provenance";
import type { Change, IdentityDiff, OpenSessions } from "./access-diff";
import { type AccessIdentity, accessKey, type Entrance, type ModelAccess } from "./access-side";
import { declaredAt } from "./declared-at";

const byKey = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [keyOf(item), item]));

const compare = <T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): Change<T> => {
  const [old, now] = [byKey(before, keyOf), byKey(after, keyOf)];
  return {
    gained: [...now].filter(([key]) => !old.has(key)).map(([, item]) => item),
    lost: [...old].filter(([key]) => !now.has(key)).map(([, item]) => item),
    kept: [...now].filter(([key]) => old.has(key)).map(([, item]) => item),
  };
};

/** Whether one entry takes in another: all models at the same place. */
const takesIn = (wide: ModelAccess, { route, through, certainty }: ModelAccess): boolean =>
  wide.model === "*" && wide.route === route && wide.through === through && wide.certainty === certainty;

const certainKey = (access: ModelAccess): string => `${accessKey(access)} ${access.certainty}`;

/** As `compare`; what lies under all models of a place before is not gained by its name, nor lost where all models come. */
const compareModels = (before: readonly ModelAccess[], after: readonly ModelAccess[]): Change<ModelAccess> => {
  const { gained, lost, kept } = compare(before, after, certainKey);
  const known = (one: ModelAccess) => before.some((wide) => takesIn(wide, one));
  return {
    gained: gained.filter((one) => !known(one)),
    lost: lost.filter((one) => !after.some((wide) => takesIn(wide, one))),
    kept: [...kept, ...gained.filter(known)],
  };
};

const entranceKey = ({ key }: Entrance): string => key;

const changeOf = (
  before: AccessIdentity | undefined,
  after: AccessIdentity | undefined,
  { models, entrances }: Pick<IdentityDiff, "models" | "entrances">,
  planned: PlannedChange | undefined,
): IdentityDiff["change"] => {
  if (before === undefined) return "added";
  if (after === undefined) return "removed";
  if (planned?.action === "replace") return "replaced";
  const changes = [models, entrances].some(({ gained, lost }) => gained.length + lost.length > 0);
  return changes ? "changed" : "unchanged";
};

/** How long what is lost still works: the longest of what applies. */
const openSessionsOf = (
  before: AccessIdentity | undefined,
  { change, models, entrances }: Pick<IdentityDiff, "change" | "models" | "entrances">,
): OpenSessions | undefined => {
  if (before === undefined) return undefined;
  const of = SESSION_LIFETIMES[before.cloud];
  const gone = change === "removed" || change === "replaced";
  const applying = [
    ...(gone ? [of.identityGone] : []),
    ...(!gone && models.lost.length > 0 ? [of.grantLost] : []),
    ...(!gone && entrances.lost.length > 0 ? [of.entranceLost] : []),
  ];
  const [longest] = applying
    .map(({ seconds, why, source }) => ({
      why,
      source,
      seconds: seconds === "credentials" ? before.sessionSeconds : seconds,
    }))
    .sort((one, other) => (other.seconds ?? Number.POSITIVE_INFINITY) - (one.seconds ?? Number.POSITIVE_INFINITY));
  return longest;
};

/** What an apply means for one identity of a stack; one of the two sides may be missing, not both. */
export const compareIdentities = (
  stack: string,
  before: AccessIdentity | undefined,
  after: AccessIdentity | undefined,
  planned: PlannedChange | undefined,
  provenance: Provenance | undefined,
): IdentityDiff | undefined => {
  const one = after ?? before;
  if (one === undefined) return undefined;
  const parts = {
    models: compareModels(before?.models ?? [], after?.models ?? []),
    entrances: compare(before?.entrances ?? [], after?.entrances ?? [], entranceKey),
  };
  const change = changeOf(before, after, parts, planned);
  const openSessions = openSessionsOf(before, { change, ...parts });
  const { id, address, cloud, kind, name } = one;
  const holders = [...new Set([...(before?.holders ?? []), ...(after?.holders ?? [])])].sort();
  return {
    ...{ stack, id, address, cloud, kind, name, holders, change, ...parts },
    replacedFor: change === "replaced" ? (planned?.replacedFor ?? []) : [],
    open: [...new Set([...(before?.open ?? []), ...(after?.open ?? [])])],
    ...(openSessions === undefined ? {} : { openSessions }),
    ...declaredAt(provenance, one.address),
  };
};
