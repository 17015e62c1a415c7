import { type Identity, identitiesOf } from "./identities";
import type { JsonObject } from "./json-value";
import { objectAt, textAt } from "./json-value";
import { listIn } from "./list-in";
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

const AWS_ROUTES: ReadonlySet<string | undefined> = new Set(["bedrock", "mantle", "anthropic-aws"]);

/** The identity in the plan that facts of a holder on AWS name; undefined: none of it is in the plan. */
const identityOf = (view: PlanView, holder: JsonObject): Identity | undefined => {
  const byName = view.once(identitiesByName);
  const roleArn = textAt(holder, "roleArn");
  if (roleArn !== undefined) return byName.get(`role ${roleNameOf(roleArn)}`);
  return byName.get(`permissionSet ${textAt(objectAt(holder, "signIn"), "permissionSetName")}`);
};

const identitiesByName = (view: PlanView): ReadonlyMap<string, Identity> =>
  new Map(view.once(identitiesOf).map((identity) => [`${identity.kind} ${identity.name}`, identity]));

/** Documents of the output `client_settings` for routes in an AWS account; empty when the stack has none, or none that can be read. */
export const clientDocumentsOf = (view: PlanView): readonly ClientDocument[] =>
  view
    .once(settingsDocumentsOf)
    .filter(({ facts }) => AWS_ROUTES.has(textAt(facts, "route")))
    .map(({ name, facts, settings }) => ({ name, facts, settings, identity: identityOf(view, facts) }));

/** Those documents by the identity that will use them, in the order of the output; without those of which nothing is in the plan. */
export const documentsByIdentity = (view: PlanView): ReadonlyMap<Identity, readonly ClientDocument[]> => {
  const found = new Map<Identity, ClientDocument[]>();
  for (const document of view.once(clientDocumentsOf))
    if (document.identity !== undefined) listIn(found, document.identity).push(document);
  return found;
};

const owned = (identities: readonly (Identity | undefined)[]): ReadonlySet<Identity> =>
  new Set(identities.flatMap((identity) => (identity?.owned ? [identity] : [])));

/** A key that lies on AWS, as the facts of one holder tell of it. */
export interface DeclaredKey {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Where it lies, as `SECRET_PERMISSIONS` calls it. */
  readonly store: string;
  /** Who reads it there; undefined when nothing in the plan belongs to the identity that the facts name. */
  readonly identity: Identity | undefined;
}

/** Keys on AWS that helpers read, once for each document of the output `client_settings`. */
export const declaredKeysOf = (view: PlanView): readonly DeclaredKey[] =>
  view.once(settingsDocumentsOf).flatMap(({ facts }) => {
    const signIn = objectAt(facts, "signIn");
    const reader = objectAt(signIn, "reader");
    if (textAt(reader, "cloud") !== "aws") return [];
    const at = { account: textAt(reader, "account") ?? "", region: textAt(reader, "region") ?? "" };
    const key = { name: textAt(signIn, "key") ?? "", store: textAt(signIn, "source") ?? "" };
    return [{ ...key, ...at, identity: identityOf(view, reader) }];
  });

/** Identities that this tool makes for helpers, which read a key that lies on AWS and call nothing. */
export const keyReadersOf = (view: PlanView): ReadonlySet<Identity> =>
  owned(view.once(declaredKeysOf).map(({ identity }) => identity));

/** Identities that this tool makes for clients, callers of models and readers of keys; a role that exists has a life of its own. */
export const clientIdentitiesOf = (view: PlanView): ReadonlySet<Identity> => {
  const callers = owned(view.once(clientDocumentsOf).map(({ identity }) => identity));
  return new Set([...callers, ...view.once(keyReadersOf)]);
};
