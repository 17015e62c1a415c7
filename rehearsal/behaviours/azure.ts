import type { Behaviours, Caller, DataBehaviour, ResourceBehaviour, Things } from "../plugin/behaviour";
import { hexOf } from "../plugin/hex-of";
import type { Values } from "../plugin/values";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A GUID that no cloud gives: its first part is all zeros, so that a reader sees the rehearsal. */
const guidOf = (...parts: readonly string[]): string => {
  const hex = hexOf(parts.join("\n"), 24);
  return `00000000-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 24)}`;
};

const groupId = (values: Values, { account }: Caller, name = values.resource_group_name): string =>
  `/subscriptions/${account}/resourceGroups/${text(name)}`;

/** Something in a resource group, with the id that Azure would give it. */
const inGroup = (
  type: string,
  computed: (values: Values, caller: Caller) => Values = () => ({}),
): ResourceBehaviour => {
  const idOf = (values: Values, caller: Caller) => `${groupId(values, caller)}/providers/${type}/${text(values.name)}`;
  return {
    identity: (values, caller) => idOf(values, caller).toLowerCase(),
    computed: (values, caller) => ({ ...computed(values, caller), id: idOf(values, caller) }),
  };
};

const resourceGroup: ResourceBehaviour = {
  identity: (values, caller) => groupId(values, caller, values.name).toLowerCase(),
  computed: (values, caller) => ({ id: groupId(values, caller, values.name) }),
};

const ownIdentity = (values: Values): Values => ({
  identity: (Array.isArray(values.identity) ? values.identity : []).map((block) => ({
    ...(block as Values),
    principal_id: guidOf("principal", text(values.name)),
    tenant_id: guidOf("tenant"),
  })),
});

/** Keys stay empty: the account lets nobody in by them, and the real provider does not read them then. */
const account = inGroup("Microsoft.CognitiveServices/accounts", (values) => ({
  ...ownIdentity(values),
  endpoint: `https://${text(values.custom_subdomain_name)}.cognitiveservices.azure.com/`,
  ...(values.local_auth_enabled === false ? { primary_access_key: "", secondary_access_key: "" } : {}),
}));

const project: ResourceBehaviour = {
  identity: (values) => `${text(values.cognitive_account_id)}/projects/${text(values.name)}`.toLowerCase(),
  computed: (values) => ({
    ...ownIdentity(values),
    id: `${text(values.cognitive_account_id)}/projects/${text(values.name)}`,
    default: true,
    endpoints: {},
  }),
};

const userAssignedIdentity = inGroup("Microsoft.ManagedIdentity/userAssignedIdentities", (values, caller) => ({
  client_id: guidOf("client", caller.account, text(values.name)),
  principal_id: guidOf("principal", caller.account, text(values.name)),
  tenant_id: guidOf("tenant"),
}));

const MOST_CREDENTIALS = 20;

/** Azure takes twenty of an identity, and no two of the same issuer and subject. */
const federatedCredential: ResourceBehaviour = {
  identity: (values) => `${text(values.parent_id)}/federatedIdentityCredentials/${text(values.name)}`.toLowerCase(),
  computed: (values) => ({ id: `${text(values.parent_id)}/federatedIdentityCredentials/${text(values.name)}` }),
  refuse: (values, _caller, things) => {
    const others = Object.entries(things).filter(
      ([key, thing]) =>
        key.startsWith("azurerm_federated_identity_credential/") &&
        thing.parent_id === values.parent_id &&
        thing.name !== values.name,
    );
    if (others.some(([, thing]) => thing.issuer === values.issuer && thing.subject === values.subject)) {
      return "FederatedIdentityCredentialExists: issuer and subject must be unique for the identity";
    }
    return others.length < MOST_CREDENTIALS ? undefined : `TooManyFederatedIdentityCredentials: ${MOST_CREDENTIALS}`;
  },
};

/** One principal holds a role at a scope once, under whatever name. */
const roleAssignment: ResourceBehaviour = {
  refuse: (values, _caller, things) => missingAccount(text(values.scope), things),
  identity: (values) =>
    [values.scope, values.role_definition_id, values.principal_id].map(text).join(" ").toLowerCase(),
  computed: (values) => {
    const name =
      text(values.name) || guidOf(text(values.scope), text(values.role_definition_id), text(values.principal_id));
    return { id: `${text(values.scope)}/providers/Microsoft.Authorization/roleAssignments/${name}`, name };
  },
};

const roleDefinition: ResourceBehaviour = {
  identity: (values) => text(values.role_definition_id),
  computed: (values, caller) => {
    const id = `/subscriptions/${caller.account}/providers/Microsoft.Authorization/roleDefinitions/${text(values.role_definition_id)}`;
    return { id: `${id}|${text(values.scope)}`, role_definition_resource_id: id };
  },
};

/** What the stand-in for azurerm knows beyond the schema. */
export const azurermBehaviours = (): Behaviours => ({
  caller: (provider) => ({ account: text(provider.subscription_id), region: "" }),
  resources: {
    azurerm_cognitive_account: account,
    azurerm_cognitive_account_project: project,
    azurerm_federated_identity_credential: federatedCredential,
    azurerm_resource_group: resourceGroup,
    azurerm_role_assignment: roleAssignment,
    azurerm_role_definition: roleDefinition,
    azurerm_user_assigned_identity: userAssignedIdentity,
  },
  dataSources: {},
});

const registration: ResourceBehaviour = {
  computed: (values) => {
    const object = guidOf("application", text(values.display_name));
    return { id: `/applications/${object}`, object_id: object, client_id: guidOf("client", text(values.display_name)) };
  },
};

/** A client has one principal in a tenant. */
const servicePrincipal: ResourceBehaviour = {
  identity: (values) => text(values.client_id),
  computed: (values) => {
    const object = guidOf("service principal", text(values.client_id));
    return { id: `/servicePrincipals/${object}`, object_id: object, display_name: "rehearsal" };
  },
};

const applicationCredential: ResourceBehaviour = {
  identity: (values) => `${text(values.application_id)}/${text(values.display_name)}`,
  computed: (values) => {
    const credential = guidOf("credential", text(values.application_id), text(values.display_name));
    return {
      id: `${text(values.application_id).replace(/^\/applications\//, "")}/federatedIdentityCredential/${credential}`,
      credential_id: credential,
    };
  },
};

const groupData: DataBehaviour = (config) => {
  const object = text(config.object_id) || guidOf("group", text(config.display_name));
  return { id: `/groups/${object}`, object_id: object, display_name: text(config.display_name) || "rehearsal" };
};

/** What the stand-in for azuread knows beyond the schema. */
export const azureadBehaviours = (): Behaviours => ({
  caller: (provider) => ({ account: text(provider.tenant_id), region: "" }),
  resources: {
    azuread_application_federated_identity_credential: applicationCredential,
    azuread_application_registration: registration,
    azuread_service_principal: servicePrincipal,
  },
  dataSources: { azuread_group: groupData },
});

const ofArm = (values: Values): string => {
  const [type = ""] = text(values.type).split("@");
  return `${text(values.parent_id)}/${type.split("/").at(-1)}/${text(values.name)}`;
};

const ACCOUNT_ID = /\/providers\/Microsoft\.CognitiveServices\/accounts\/[^/]+$/i;

/** An account that is made in this rehearsal, and not there yet; one that no stack makes is taken to exist. */
const missingAccount = (id: string, things: Things): string | undefined => {
  const [group] = id.toLowerCase().split("/providers/");
  const isOurs = `azurerm_resource_group/${group}` in things;
  if (!ACCOUNT_ID.test(id) || !isOurs || `azurerm_cognitive_account/${id.toLowerCase()}` in things) return undefined;
  return `ParentResourceNotFound: ${id}`;
};

/** What the stand-in for azapi knows beyond the schema: the id follows from parent, type and name. */
export const azapiBehaviours = (): Behaviours => ({
  caller: (provider) => ({ account: text(provider.subscription_id), region: "" }),
  resources: {
    azapi_resource: {
      identity: (values) => ofArm(values).toLowerCase(),
      computed: (values) => ({ id: ofArm(values) }),
      refuse: (values, _caller, things) => missingAccount(text(values.parent_id), things),
    },
  },
  dataSources: {
    azapi_resource: (config) => ({
      id: text(config.resource_id),
      name: text(config.resource_id).split("/").at(-1),
      // A dynamic value says its type; an account of a rehearsal lets nobody in by a key.
      output: {
        type: ["object", { properties: ["object", { disableLocalAuth: "bool" }] }],
        value: { properties: { disableLocalAuth: true } },
      },
    }),
  },
});
