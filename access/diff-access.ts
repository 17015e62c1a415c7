import type { PlanSides } from "../plans/read-plan";
import { type AccessDiff, DIFF_SCHEMA_VERSION, type DiffSummary, type IdentityDiff, placeKey } from "./access-diff";
import { compareIdentities } from "./compare-identities";
import { identitiesOnBothSides } from "./identities-on-both-sides";
import { inOrder } from "./in-order";
import { knownAfterApply } from "./known-after-apply";
import { settingsChanges } from "./settings-changes";

const identityDiffs = (sides: PlanSides, together: readonly PlanSides[]): readonly IdentityDiff[] => {
  const { before, after } = identitiesOnBothSides(sides, together);
  const { stack, provenance, changes = [] } = sides.after;
  const [old, now] = [before, after].map((side) => new Map(side.map((one) => [`${one.cloud} ${one.id}`, one])));
  const planned = new Map(changes.map((change) => [change.address, change]));
  const ids = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...ids].flatMap((id) => {
    const [was, is] = [old?.get(id), now?.get(id)];
    const change = planned.get((is ?? was)?.address ?? "");
    return compareIdentities(stack, was, is, change, provenance) ?? [];
  });
};

const summaryOf = ({ identities, settings, knownAfterApply: unknown }: Omit<AccessDiff, "summary">): DiffSummary => {
  const counts = { added: 0, removed: 0, replaced: 0, changed: 0, unchanged: 0 };
  for (const { change } of identities) counts[change]++;
  const sum = (count: (identity: IdentityDiff) => number) => identities.reduce((all, one) => all + count(one), 0);
  return {
    identities: counts,
    modelsGained: sum(({ models }) => models.gained.length),
    modelsLost: sum(({ models }) => models.lost.length),
    entrancesGained: sum(({ entrances }) => entrances.gained.length),
    entrancesLost: sum(({ entrances }) => entrances.lost.length),
    settingsChanged: settings.length,
    knownAfterApply: unknown.length,
  };
};

/** What one or several plans change for whom, from the documents in them; the order of the plans does not matter. */
export const diffAccess = (plans: readonly PlanSides[]): AccessDiff => {
  const ordered = [...plans].sort((one, other) => inOrder(one.after.stack, other.after.stack));
  const whole = {
    schemaVersion: DIFF_SCHEMA_VERSION,
    stacks: ordered.map(({ after }) => after.stack),
    identities: ordered
      .flatMap((sides) => identityDiffs(sides, ordered))
      .sort((one, other) => inOrder(placeKey(one), placeKey(other))),
    settings: ordered.flatMap(settingsChanges),
    knownAfterApply: ordered.flatMap(({ after }) => knownAfterApply(after)),
  } as const;
  const { schemaVersion, stacks, ...rest } = whole;
  return { schemaVersion, stacks, summary: summaryOf(whole), ...rest };
};
