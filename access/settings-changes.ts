import type { JsonValue } from "../plans/json-value";
import type { PlanView } from "../plans/plan-view";
import type { PlanSides } from "../plans/read-plan";
import { type SettingsDocument, settingsDocumentsOf } from "../plans/settings-documents";
import type { SettingChange, SettingsDiff } from "./access-diff";
import { settingLeaves } from "./setting-leaves";
import { shownSetting } from "./shown-setting";

const changesBetween = (before: JsonValue, after: JsonValue): readonly SettingChange[] => {
  const [old, now] = [settingLeaves(before), settingLeaves(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was === is) return [];
    return [
      {
        key,
        ...(was === undefined ? {} : { before: shownSetting(was) }),
        ...(is === undefined ? {} : { after: shownSetting(is) }),
      },
    ];
  });
};

const byName = (view: PlanView): ReadonlyMap<string, SettingsDocument> =>
  new Map(view.once(settingsDocumentsOf).map((document) => [document.name, document]));

/** What an apply changes in the settings of whom, key by key; sorted by team and identity. Values of the plan are redacted
 * already, and what looks like a credential is withheld. */
export const settingsChanges = ({ before, after }: PlanSides): readonly SettingsDiff[] => {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const document = is ?? was;
    if (document === undefined) return [];
    const keys = changesBetween(was?.settings ?? {}, is?.settings ?? {});
    const change = was === undefined ? "added" : is === undefined ? "removed" : "changed";
    if (change === "changed" && keys.length === 0) return [];
    return [{ stack: after.stack, team: document.team, identity: document.identity, change, keys }];
  });
};
