import { oneBlock } from "./blocks";
import { Instances } from "./instances";
import type { JsonValue } from "./json-value";
import { isJsonObject, listAt, textAt, textsOf } from "./json-value";
import { namesIn } from "./named-by";
import type { PlannedResource, PlanView } from "./plan-view";
import { type PolicyText, policyTextOf } from "./policy-text";

/** A policy that is attached by name or ARN and whose document this plan does not hold. */
export interface ForeignPolicy {
  /** Address of the attachment. */
  readonly address: string;
  readonly policy: string;
}

/** One identity of AWS, with everything in the plan that says what it may do; a user also has what its groups have. */
export interface Identity {
  readonly kind: "role" | "permissionSet" | "user" | "group";
  /** Address of the identity; of the first attachment for one that exists elsewhere. */
  readonly address: string;
  /** Name in AWS, where it is known. */
  readonly name: string | undefined;
  /** Whether the identity itself is in the plan. */
  readonly owned: boolean;
  readonly trust: PolicyText | undefined;
  readonly grants: readonly PolicyText[];
  readonly foreign: readonly ForeignPolicy[];
  /** ARN or name of the boundary. */
  readonly boundary: string | undefined;
}

/** What AWS calls each kind. */
export const IDENTITY_WORDS = { role: "role", permissionSet: "permission set", user: "user", group: "group" } as const;

type Draft = { -readonly [key in keyof Identity]: Identity[key] } & { grants: PolicyText[]; foreign: ForeignPolicy[] };

/** Collects what is attached to owners, named by reference, name or ARN. */
class Owners {
  readonly drafts: Draft[] = [];
  private readonly byKey = kinds(() => new Map<string, Draft>());
  private readonly byAddress = kinds(() => new Instances<Draft>());

  add(resource: PlannedResource, kind: Identity["kind"], keys: readonly (string | undefined)[]): Draft {
    const name = textAt(resource.values, "name");
    const draft: Draft = {
      ...{ kind, address: resource.address, name, owned: true },
      ...{ trust: undefined, grants: [], foreign: [], boundary: undefined },
    };
    this.drafts.push(draft);
    this.byAddress[kind].set(resource.address, draft);
    for (const key of keys) if (key !== undefined) this.byKey[kind].set(key, draft);
    return draft;
  }

  /** The owner that an argument names, several where it could be any of them; one that is not in the plan is made up from its name. */
  of(resource: PlannedResource, kind: Identity["kind"], argument: string): readonly Draft[] {
    const value = textAt(resource.values, argument);
    return this.named(resource, kind, value, value === undefined ? unreadKeysOf(resource, argument) : namesIn(value));
  }

  /** The owners in a list. */
  in(resource: PlannedResource, kind: Identity["kind"], argument: string): readonly Draft[] {
    return textsOf(resource.values[argument]).flatMap((value) => this.named(resource, kind, value, namesIn(value)));
  }

  private named(
    resource: PlannedResource,
    kind: Identity["kind"],
    value: string | undefined,
    keys: readonly string[],
  ): readonly Draft[] {
    for (const key of keys) {
      const known = this.byKey[kind].get(key);
      const found = known === undefined ? this.byAddress[kind].meant(key, resource.address) : [known];
      if (found.length > 0) return found;
    }
    const foreign = this.add(resource, kind, [value]);
    foreign.owned = false;
    foreign.name = value;
    return [foreign];
  }
}

const kinds = <T>(make: () => T): Readonly<Record<Identity["kind"], T>> => ({
  ...{ role: make(), permissionSet: make(), user: make(), group: make() },
});

/** What an argument that is not known refers to; one instance before all of them. */
const unreadKeysOf = ({ unknown }: PlannedResource, argument: string): readonly string[] => {
  const unread = unknown.find((one) => one.argument === argument);
  return [...(unread?.instances ?? []), ...(unread?.references ?? [])];
};

const IAM_KINDS = ["role", "user", "group"] as const;

/** Every identity that the plan makes, or gives something to. */
export const identitiesOf = (view: PlanView): readonly Identity[] => {
  const owners = new Owners();
  const policies = new ManagedPolicies(view);
  addRoles(view, owners, policies);
  for (const kind of ["user", "group"] as const) {
    for (const resource of view.ofType(`aws_iam_${kind}`)) addNamed(owners, kind, resource);
  }
  for (const set of view.ofType("aws_ssoadmin_permission_set"))
    owners.add(set, "permissionSet", [textAt(set.values, "arn")]);
  for (const kind of IAM_KINDS) addIamGrants(view, owners, policies, kind);
  for (const resource of view.ofType("aws_iam_policy_attachment")) {
    for (const kind of IAM_KINDS) {
      policies.attach(owners.in(resource, kind, `${kind}s`), resource, "policy_arn", resource.values.policy_arn);
    }
  }
  addPermissionSetGrants(view, owners, policies);
  addMemberships(view, owners);
  return owners.drafts;
};

const addNamed = (owners: Owners, kind: "role" | "user" | "group", resource: PlannedResource): Draft => {
  const { values } = resource;
  const draft = owners.add(resource, kind, [textAt(values, "name"), textAt(values, "arn")]);
  draft.boundary = textAt(values, "permissions_boundary") || undefined;
  return draft;
};

const addIamGrants = (
  view: PlanView,
  owners: Owners,
  policies: ManagedPolicies,
  kind: (typeof IAM_KINDS)[number],
): void => {
  for (const resource of view.ofType(`aws_iam_${kind}_policy`))
    give(owners.of(resource, kind, kind), policyTextOf(view, resource, "policy", resource.values.policy));
  for (const resource of view.ofType(`aws_iam_${kind}_policy_attachment`))
    policies.attach(owners.of(resource, kind, kind), resource, "policy_arn", resource.values.policy_arn);
  for (const resource of view.ofType(`aws_iam_${kind}_policy_attachments_exclusive`)) {
    const meant = owners.of(resource, kind, `${kind}_name`);
    for (const policy of textsOf(resource.values.policy_arns)) policies.attach(meant, resource, "policy_arns", policy);
  }
};

const addPermissionSetGrants = (view: PlanView, owners: Owners, policies: ManagedPolicies): void => {
  for (const resource of view.ofType("aws_ssoadmin_permission_set_inline_policy")) {
    const text = policyTextOf(view, resource, "inline_policy", resource.values.inline_policy);
    give(owners.of(resource, "permissionSet", "permission_set_arn"), text);
  }
  for (const resource of view.ofType("aws_ssoadmin_managed_policy_attachment")) {
    const meant = owners.of(resource, "permissionSet", "permission_set_arn");
    policies.attach(meant, resource, "managed_policy_arn", resource.values.managed_policy_arn);
  }
  for (const resource of view.ofType("aws_ssoadmin_customer_managed_policy_attachment")) {
    const meant = owners.of(resource, "permissionSet", "permission_set_arn");
    const name = textAt(oneBlock(resource.values.customer_managed_policy_reference), "name");
    policies.attach(meant, resource, "customer_managed_policy_reference", name);
  }
  for (const resource of view.ofType("aws_ssoadmin_permissions_boundary_attachment")) {
    const [owner, ...others] = owners.of(resource, "permissionSet", "permission_set_arn");
    // A boundary takes away, so one that could be another's is not counted on.
    if (owner !== undefined && others.length === 0) owner.boundary = boundaryOf(resource);
  }
};

/** Gives users what their groups have. */
const addMemberships = (view: PlanView, owners: Owners): void => {
  const join = (user: Draft, group: Draft): void => {
    for (const grant of group.grants) push(user.grants, grant);
    for (const foreign of group.foreign) if (!user.foreign.includes(foreign)) user.foreign.push(foreign);
  };
  for (const resource of view.ofType("aws_iam_user_group_membership")) {
    const groups = owners.in(resource, "group", "groups");
    for (const user of owners.of(resource, "user", "user")) for (const group of groups) join(user, group);
  }
  for (const resource of view.ofType("aws_iam_group_membership")) {
    const users = owners.in(resource, "user", "users");
    for (const group of owners.of(resource, "group", "group")) for (const user of users) join(user, group);
  }
};

const give = (owners: readonly Draft[], text: PolicyText | undefined): void => {
  for (const { grants } of owners) push(grants, text);
};

const push = (texts: PolicyText[], text: PolicyText | undefined): void => {
  if (text !== undefined && !texts.includes(text)) texts.push(text);
};

const addRoles = (view: PlanView, owners: Owners, policies: ManagedPolicies): void => {
  for (const role of view.ofType("aws_iam_role")) {
    const { values } = role;
    const draft = addNamed(owners, "role", role);
    draft.trust = policyTextOf(view, role, "assume_role_policy", values.assume_role_policy);
    for (const block of listAt(values, "inline_policy"))
      push(draft.grants, policyTextOf(view, role, "inline_policy", textAt(block, "policy")));
    for (const policy of textsOf(values.managed_policy_arns))
      policies.attach([draft], role, "managed_policy_arns", policy);
  }
};

const boundaryOf = ({ values }: PlannedResource): string | undefined => {
  const boundary = oneBlock(values.permissions_boundary);
  const reference = oneBlock(isJsonObject(boundary) ? boundary.customer_managed_policy_reference : undefined);
  const name = textAt(reference, "name");
  if (name !== undefined) return `${textAt(reference, "path") ?? "/"}${name}`;
  return textAt(boundary, "managed_policy_arn");
};

/** Managed policies of the plan, by address, name and ARN. */
class ManagedPolicies {
  private readonly byKey = new Map<string, PolicyText>();
  private readonly byAddress = new Instances<PolicyText>();

  constructor(view: PlanView) {
    for (const policy of view.ofType("aws_iam_policy")) {
      const text = policyTextOf(view, policy, "policy", policy.values.policy);
      if (text === undefined) continue;
      this.byAddress.set(policy.address, text);
      for (const key of [textAt(policy.values, "name"), textAt(policy.values, "arn")])
        if (key !== undefined) this.byKey.set(key, text);
    }
  }

  attach(owners: readonly Draft[], resource: PlannedResource, argument: string, named: JsonValue | undefined): void {
    const policy = typeof named === "string" ? named : undefined;
    const keys = policy === undefined ? unreadKeysOf(resource, argument) : namesIn(policy);
    const texts = keys.map((key) => this.meant(key, resource)).find(({ length }) => length > 0) ?? [];
    for (const text of texts) give(owners, text);
    if (texts.length > 0) return;
    for (const { foreign } of owners)
      if (!foreign.some((other) => other.policy === policy))
        foreign.push({ address: resource.address, policy: policy ?? keys.join(", ") });
  }

  private meant(key: string, { address }: PlannedResource): readonly PolicyText[] {
    const known = this.byKey.get(key);
    return known === undefined ? this.byAddress.meant(key, address) : [known];
  }
}
