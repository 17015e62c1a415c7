import type { PlanView } from "../plans/plan-view";
import type { PlanSides } from "../plans/read-plan";
import { settingsDocumentsOf } from "../plans/settings-documents";
import { placeKey } from "./access-diff";
import type { AccessIdentity } from "./access-side";
import { declaredAt } from "./declared-at";
import {
  EXPLANATION_SCHEMA_VERSION,
  type ExplainedIdentity,
  type ExplainedSettings,
  type Explanation,
} from "./explanation";
import { identitiesOnBothSides } from "./identities-on-both-sides";
import { inOrder } from "./in-order";
import { settingLeaves } from "./setting-leaves";
import { shownSetting } from "./shown-setting";

const explained = (identity: AccessIdentity, { stack, provenance }: PlanView): ExplainedIdentity => ({
  ...identity,
  stack,
  ...declaredAt(provenance, identity.address),
  grantedBy: identity.grantedBy.map((address) => ({ address, ...declaredAt(provenance, address) })),
});

const settingsOf = (view: PlanView, isAskedFor: (team: string, place: string) => boolean): ExplainedSettings[] =>
  view
    .once(settingsDocumentsOf)
    .filter(({ team, name }) => isAskedFor(team, `${view.stack} ${name}`))
    .map(({ team, identity, settings }) => ({
      ...{ stack: view.stack, team, identity },
      keys: [...settingLeaves(settings)]
        .sort(([one], [other]) => inOrder(one, other))
        .map(([key, value]) => ({ key, value: shownSetting(value) })),
    }));

const ROLE_ARN = /^arn:[^:]*:iam::[^:]*:(?:role|user|group)\/(?:.*\/)?([^/]+)$/;
const SESSION_ARN = /^arn:[^:]*:sts::[^:]*:assumed-role\/([^/]+)\/.*$/;
/** What Identity Center makes of a permission set in an account. */
const SET_ROLE = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

/** Names under which an identity may be asked for: a role by its ARN or a session's, a permission set by the role that it becomes. */
const namesFor = (asked: string): ReadonlySet<string> => {
  const name = ROLE_ARN.exec(asked)?.[1] ?? SESSION_ARN.exec(asked)?.[1] ?? asked;
  const set = SET_ROLE.exec(name)?.[1];
  return new Set([asked, name, ...(set === undefined ? [] : [set])].map((one) => one.toLowerCase()));
};

type Named = Pick<AccessIdentity, "name" | "id" | "address" | "entrances">;

/** Whether a way in names whoever was asked for, whole: `group claude-users in account 1` names `claude-users`. */
const leadsIn = ({ entrances }: Named, asked: string): boolean =>
  entrances.some(({ text }) => ` ${text.replace(/,(?= )/g, "")} `.toLowerCase().includes(` ${asked.toLowerCase()} `));

const isPrincipal = (identity: Named, asked: string): boolean => {
  const names = namesFor(asked);
  const own = [identity.name, identity.id, identity.address, identity.id.replace(/^[a-z]+:/, "")];
  return own.some((name) => names.has(name.toLowerCase())) || leadsIn(identity, asked);
};

const teamOf = (holder: string): string => holder.split(" ")[0] ?? "";

/** What a team, or else a principal, may do after the apply, why, and through which line; nothing in it where neither is known. */
export const explainAccess = (plans: readonly PlanSides[], asked: string): Explanation => {
  const read = plans.flatMap((sides) =>
    identitiesOnBothSides(sides, plans).after.map((one) => explained(one, sides.after)),
  );
  const views = plans.map(({ after }) => after);
  const isTeam = views.some((view) => view.once(settingsDocumentsOf).some(({ team }) => team === asked));
  const identities = read.filter((one) =>
    isTeam ? one.holders.some((holder) => teamOf(holder) === asked) : isPrincipal(one, asked),
  );
  const holders = new Set(identities.flatMap(({ stack, holders: held }) => held.map((name) => `${stack} ${name}`)));
  const settings = views.flatMap((view) =>
    settingsOf(view, (team, place) => (isTeam ? team === asked : holders.has(place))),
  );
  return {
    schemaVersion: EXPLANATION_SCHEMA_VERSION,
    subject: { kind: isTeam ? "team" : "principal", name: asked },
    stacks: views.map(({ stack }) => stack).sort(inOrder),
    identities: identities.sort((one, other) => inOrder(placeKey(one), placeKey(other))),
    settings,
  };
};
