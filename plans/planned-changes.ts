import type { JsonObject } from "./json-value";
import { listAt, objectAt, textAt, textsOf } from "./json-value";

/** What an apply does to one resource; nothing is listed for a resource that stays as it is. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  /** `replace`: taken away and made anew, in either order. `forget`: left as it is, and no longer managed. */
  readonly action: "create" | "update" | "delete" | "replace" | "forget";
  /** Terraform's word for why, `replace_because_cannot_update`. @default it says none */
  readonly reason?: string;
  /** Arguments because of which it is replaced, `name`. @default none, or the plan does not say */
  readonly replacedFor?: readonly string[];
  /** Address before a `moved` block. @default it was here already */
  readonly previousAddress?: string;
}

const actionOf = (actions: readonly string[]): PlannedChange["action"] | undefined => {
  if (actions.includes("create")) return actions.includes("delete") ? "replace" : "create";
  return (["update", "delete", "forget"] as const).find((action) => actions.includes(action));
};

/** Changes of managed resources in a plan's JSON, in its order. */
export const plannedChangesOf = (json: JsonObject): readonly PlannedChange[] =>
  listAt(json, "resource_changes").flatMap((stated) => {
    const change = objectAt(stated, "change");
    const action = actionOf(textsOf(change.actions));
    if (action === undefined || textAt(stated, "mode") === "data") return [];
    const [reason, previousAddress] = [textAt(stated, "action_reason"), textAt(stated, "previous_address")];
    const replacedFor = listAt(change, "replace_paths").map((path) => textsOf(path).join("."));
    return [
      {
        ...{ address: textAt(stated, "address") ?? "", type: textAt(stated, "type") ?? "", action },
        ...(reason === undefined ? {} : { reason }),
        ...(replacedFor.length === 0 ? {} : { replacedFor }),
        ...(previousAddress === undefined ? {} : { previousAddress }),
      },
    ];
  });
