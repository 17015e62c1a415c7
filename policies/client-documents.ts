import { type Identity, identitiesOf } from "./identities";
import type { JsonObject } from "./json-value";
import { objectAt, textAt } from "./json-value";
import type { PlanView } from "./plan-view";
import { settingsDocumentsOf } from "./settings-documents";

/** One settings document of the output `client_settings`, with the identity that will use it. */
export interface ClientDocument {
  /** `payments people`, `payments ci/deploy`: team and identity. */
  readonly name: string;
  readonly facts: JsonObject;
  readonly settings: JsonObject;
  /** Undefined when nothing in the plan belongs to the identity that the facts name. */
  readonly identity: Identity | undefined;
}

/** Name of a role in its ARN; paths are left out, as role names are unique in an account. */
const roleNameOf = (arn: string): string | undefined => /^arn:[^:]*:iam::[^:]*:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];

/** Documents of the output `client_settings` for Amazon Bedrock; empty when the stack has none, or none that can be read. */
export const clientDocumentsOf = (view: PlanView): readonly ClientDocument[] => {
  const byName = new Map(view.once(identitiesOf).map((identity) => [`${identity.kind} ${identity.name}`, identity]));
  return view
    .once(settingsDocumentsOf)
    .filter(({ facts }) => textAt(facts, "route") === "bedrock")
    .map(({ name, facts, settings }) => {
      const roleArn = textAt(facts, "roleArn");
      const set = textAt(objectAt(facts, "signIn"), "permissionSetName");
      const holder = roleArn === undefined ? `permissionSet ${set}` : `role ${roleNameOf(roleArn)}`;
      return { name, facts, settings, identity: byName.get(holder) };
    });
};

/** Identities that this tool makes for clients; a role that exists has a life of its own. */
export const clientIdentitiesOf = (view: PlanView): ReadonlySet<Identity> =>
  new Set(view.once(clientDocumentsOf).flatMap(({ identity }) => (identity?.owned ? [identity] : [])));
