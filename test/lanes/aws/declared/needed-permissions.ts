import type { WireCall } from "./record-calls";

/** What AWS asks the deployer's policies about, for one call. */
export interface NeededPermission {
  /** `iam:CreateRole` */
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** Where calls are made. */
export interface CallPlace {
  readonly account: string;
  /** Path of the roles and policies that the stack makes. */
  readonly rolePath: string;
  /** ARNs of roles that existed before, by name. */
  readonly existingRoles: Readonly<Record<string, string>>;
  /** ARN of the boundary on each role, by name, as the calls before have left it; changed by the calls on roles. */
  readonly boundaries: Map<string, string>;
}

type Fields = Readonly<Record<string, string>>;
type Needs = readonly NeededPermission[];

const on = (action: string, ...resources: readonly (string | undefined)[]): Needs =>
  resources.flatMap((resource) => (resource === undefined ? [] : [{ action, resource }]));

const passRole = (resource: string, service: string): NeededPermission => ({
  ...{ action: "iam:PassRole", resource, context: { "iam:PassedToService": service } },
});

/** Things of IAM by the noun in an action's name, with what names them in a call. */
const iamResource = (fields: Fields, { account, rolePath, existingRoles }: CallPlace): string => {
  const own = (rest: string) => `arn:aws:iam::${account}:${rest}`;
  const { PolicyArn, OpenIDConnectProviderArn, SAMLProviderArn, InstanceProfileName, RoleName } = fields;
  if (InstanceProfileName !== undefined) return own(`instance-profile/${InstanceProfileName}`);
  if (RoleName !== undefined) return existingRoles[RoleName] ?? own(`role${rolePath}${RoleName}`);
  const arn = PolicyArn ?? OpenIDConnectProviderArn ?? SAMLProviderArn;
  if (arn !== undefined) return arn;
  if (fields.PolicyName !== undefined) return own(`policy${fields.Path ?? "/"}${fields.PolicyName}`);
  if (fields.Url !== undefined) return own(`oidc-provider/${fields.Url.replace("https://", "")}`);
  return own(`saml-provider/${fields.Name}`);
};

/** A thing that is made with tags is tagged, which is a permission of its own. */
const TAGS_WITH: Readonly<Record<string, string>> = {
  "iam:CreateRole": "iam:TagRole",
  "iam:CreatePolicy": "iam:TagPolicy",
  "iam:CreateInstanceProfile": "iam:TagInstanceProfile",
  "iam:CreateOpenIDConnectProvider": "iam:TagOpenIDConnectProvider",
  "iam:CreateSAMLProvider": "iam:TagSAMLProvider",
  "sso:CreatePermissionSet": "sso:TagResource",
  "bedrock:CreateInferenceProfile": "bedrock:TagResource",
  "eks:CreatePodIdentityAssociation": "eks:TagResource",
};
const tagging = (action: string, isTagged: boolean, resource: string): Needs => {
  const tag = TAGS_WITH[action];
  return isTagged && tag !== undefined ? on(tag, resource) : [];
};

/** Actions that IAM judges by the boundary which is put on a role. */
const PUTS_BOUNDARY = new Set(["iam:CreateRole", "iam:PutRolePermissionsBoundary"]);

/** Actions on roles that the Service Authorization Reference gives the key `iam:PermissionsBoundary`. */
const JUDGED_BY_BOUNDARY = new Set(
  [
    ...["AttachRolePolicy", "CreateRole", "DeleteRole", "DeleteRolePermissionsBoundary", "DeleteRolePolicy"],
    ...["DetachRolePolicy", "GetRole", "PutRolePermissionsBoundary", "PutRolePolicy", "UpdateAssumeRolePolicy"],
    ...["UpdateRole", "UpdateRoleDescription"],
  ].map((name) => `iam:${name}`),
);

/** The boundary by which IAM judges a call on a role: the one that it puts there, else the one that is there. */
const boundaryContext = (
  action: string,
  fields: Fields,
  { boundaries }: CallPlace,
): Readonly<Record<string, string>> => {
  const { RoleName, PermissionsBoundary } = fields;
  if (RoleName === undefined) return {};
  const there = boundaries.get(RoleName);
  if (PUTS_BOUNDARY.has(action) && PermissionsBoundary !== undefined) boundaries.set(RoleName, PermissionsBoundary);
  if (/^iam:(DeleteRole|DeleteRolePermissionsBoundary)$/.test(action)) boundaries.delete(RoleName);
  const judged = PUTS_BOUNDARY.has(action) ? PermissionsBoundary : there;
  return judged === undefined || !JUDGED_BY_BOUNDARY.has(action) ? {} : { "iam:PermissionsBoundary": judged };
};

const iam = (call: WireCall, place: CallPlace): Needs => {
  const fields = Object.fromEntries(new URLSearchParams(call.body));
  const action = `iam:${fields.Action}`;
  const resource = iamResource(fields, place);
  const role = iamResource({ RoleName: fields.RoleName ?? "" }, place);
  return [
    { action, resource, context: boundaryContext(action, fields, place) },
    ...tagging(action, fields["Tags.member.1.Key"] !== undefined, resource),
    ...(action === "iam:AddRoleToInstanceProfile" ? [passRole(role, "ec2.amazonaws.com")] : []),
  ];
};

/** Actions of Identity Center that ask about the instance alone, or about nothing. */
const OF_INSTANCE = /^Describe(AccountAssignment|PermissionSetProvisioning)/;
const OF_ACCOUNT = /AccountAssignment(s)?$|^ProvisionPermissionSet$/;

/** moto writes ARNs of permission sets in a way of its own. */
const permissionSetArn = (arn: unknown): string | undefined =>
  arn === undefined ? undefined : String(arn).replace(":::instance/", ":::permissionSet/");

const identityCenter = (call: WireCall, { account }: CallPlace): Needs => {
  const [service = "", name = ""] = (call.target ?? "").split(".");
  if (service === "AWSIdentityStore") return on(`identitystore:${name}`, "arn:aws:identitystore:::group/any");
  const fields = JSON.parse(call.body) as Readonly<Record<string, unknown>>;
  const action = `sso:${name}`;
  if (name === "ListInstances") return on(action, "*");
  const instance = fields.InstanceArn === undefined ? undefined : String(fields.InstanceArn);
  if (OF_INSTANCE.test(name)) return on(action, instance);
  if (/TagResource|ListTags/.test(name)) return on(action, permissionSetArn(fields.ResourceArn));
  const made = name === "CreatePermissionSet" ? `${instance?.replace("instance", "permissionSet")}/ps-new` : undefined;
  const set = permissionSetArn(fields.PermissionSetArn) ?? made;
  const target = OF_ACCOUNT.test(name) ? `arn:aws:sso:::account/${account}` : undefined;
  return [...on(action, instance, set, target), ...tagging(action, fields.Tags !== undefined, set ?? "")];
};

const bedrock = ({ method, path, body, region }: WireCall, { account }: CallPlace): Needs => {
  const fields = (body === "" ? {} : JSON.parse(body)) as Readonly<Record<string, unknown>>;
  const [, verb = "", id = ""] = /^\/([^/]+)\/?(.*)$/.exec(path) ?? [];
  const start = `arn:aws:bedrock:${region}:${account}:`;
  if (verb !== "inference-profiles") {
    const name = {
      listTagsForResource: "ListTagsForResource",
      tagResource: "TagResource",
      untagResource: "UntagResource",
    }[verb];
    return on(`bedrock:${name}`, String(fields.resourceARN));
  }
  if (method === "POST") {
    const made = `${start}application-inference-profile/new`;
    const { copyFrom } = fields.modelSource as { copyFrom: string };
    const action = "bedrock:CreateInferenceProfile";
    return [...on(action, made, copyFrom), ...tagging(action, fields.tags !== undefined, made)];
  }
  const named = decodeURIComponent(id);
  const arn = named.startsWith("arn:") ? named : `${start}application-inference-profile/${named}`;
  return on(method === "DELETE" ? "bedrock:DeleteInferenceProfile" : "bedrock:GetInferenceProfile", arn);
};

const eks = ({ method, path, body, region }: WireCall, place: CallPlace): Needs => {
  const { pathname } = new URL(path, "http://127.0.0.1");
  const start = `arn:aws:eks:${region}:${place.account}:`;
  if (pathname.startsWith("/tags/")) {
    const verb = { GET: "ListTagsForResource", POST: "TagResource", DELETE: "UntagResource" }[method];
    return on(`eks:${verb}`, decodeURIComponent(pathname.slice("/tags/".length)));
  }
  const [, cluster = "", id = ""] = /^\/clusters\/([^/]+)\/pod-identity-associations\/?(.*)$/.exec(pathname) ?? [];
  const association = `${start}podidentityassociation/${cluster}/${id || "new"}`;
  const { roleArn, tags } = (body === "" ? {} : JSON.parse(body)) as { roleArn?: string; tags?: object };
  const passed =
    roleArn === undefined ? [] : [passRole(roleArn, "pods.eks.amazonaws.com"), ...on("iam:GetRole", roleArn)];
  if (id !== "") {
    const verb = { GET: "Describe", POST: "Update", DELETE: "Delete" }[method];
    return [...on(`eks:${verb}PodIdentityAssociation`, association), ...passed];
  }
  const action = method === "POST" ? "eks:CreatePodIdentityAssociation" : "eks:ListPodIdentityAssociations";
  return [...on(action, `${start}cluster/${cluster}`), ...tagging(action, tags !== undefined, association), ...passed];
};

const SERVICES: Readonly<Record<string, (call: WireCall, place: CallPlace) => Needs>> = {
  ...{ iam, bedrock, eks, sso: identityCenter, identitystore: identityCenter },
  // Who asks for itself needs no permission (GetCallerIdentity).
  sts: () => [],
};

/**
 * What a deployer needs for a call, by the Service Authorization Reference: every resource that the action names, the
 * tags that come along, and the roles that are handed to services.
 */
export const neededFor = (call: WireCall, place: CallPlace): Needs => {
  const needs = SERVICES[call.service];
  if (needs === undefined) throw new Error(`nobody knows what ${call.service} ${call.path} needs`);
  return needs(call, place);
};
