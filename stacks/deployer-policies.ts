import { DEPLOYER_PERMISSIONS, type DeployerPermissions, PASSED_TO } from "../catalog/deployer-permissions";
import { type PolicyDocument, type PolicyStatement, policyDocument } from "../constructs/aws/policy-document";
import type { BedrockEntry } from "../declaration/schema";

/** The least that the deployer of one stack needs, in one account. */
export interface DeployerPolicies {
  readonly plan: PolicyDocument;
  /** Holds what `plan` holds. */
  readonly apply: PolicyDocument;
}

/** What a stack is made of, and where. */
export interface DeployedStack {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  /** Start of the names that the stack gives in IAM: `claude_aws-eu_`. */
  readonly namePrefix: string;
  readonly rolePath: string;
  /** ARNs of roles that exist and get a policy; nothing else of them is touched. @default none */
  readonly existingRoles?: readonly string[];
  /** Issuers in ARNs, `gitlab.com`; each is the whole name of one OIDC provider. @default none */
  readonly oidcProviders?: readonly string[];
  /** @default none */
  readonly samlProviders?: readonly string[];
  /** EKS clusters whose pods get a role. @default none */
  readonly clusters?: readonly string[];
  /** Terraform types in it; data sources begin with `data.`. Sorted. */
  readonly types: readonly string[];
}

type Scope = DeployerPermissions["on"];

const resourcesOf = (stack: DeployedStack): Readonly<Record<Scope, readonly string[]>> => {
  const { partition, account, region, namePrefix, rolePath } = stack;
  const { existingRoles = [], oidcProviders = [], samlProviders = [], clusters = [] } = stack;
  const iam = (kind: string, name: string) => `arn:${partition}:iam::${account}:${kind}${name}`;
  const regional = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
  const roles = [iam("role", `${rolePath}${namePrefix}*`)];
  return {
    role: roles,
    rolePolicy: [...roles, ...existingRoles],
    policy: [iam("policy", `${rolePath}${namePrefix}*`)],
    instanceProfile: [iam("instance-profile/", `${namePrefix}*`)],
    oidcProvider: oidcProviders.map((name) => iam("oidc-provider/", name)),
    samlProvider: samlProviders.map((name) => iam("saml-provider/", name)),
    // The account is asked about where a set is assigned, and where it is provisioned.
    permissionSet: ["instance/*", "permissionSet/*/*", `account/${account}`].map(
      (on) => `arn:${partition}:sso:::${on}`,
    ),
    profile: [
      regional("bedrock", "application-inference-profile/*"),
      regional("bedrock", "inference-profile/*"),
      `arn:${partition}:bedrock:*::foundation-model/anthropic.*`,
    ],
    podIdentity: clusters.flatMap((name) => [
      regional("eks", `cluster/${name}`),
      regional("eks", `podidentityassociation/${name}/*`),
    ]),
    any: ["*"],
  };
};

const statementsFor = (stack: DeployedStack, kinds: readonly ("plan" | "apply")[]): PolicyStatement[] => {
  const resources = resourcesOf(stack);
  const actions = new Map<Scope, Set<string>>();
  for (const type of stack.types) {
    const needs = DEPLOYER_PERMISSIONS[type];
    if (needs === undefined) throw new Error(`catalog/deployer-permissions.ts knows nothing of ${type}`);
    const known = actions.get(needs.on) ?? new Set();
    for (const kind of kinds) for (const action of needs[kind]) known.add(action);
    actions.set(needs.on, known);
  }
  return [...actions]
    .filter(([, names]) => names.size > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([scope, names]) => ({
      Sid: `Deploy${scope.charAt(0).toUpperCase()}${scope.slice(1)}`,
      Effect: "Allow",
      Action: [...names].sort(),
      Resource: resources[scope],
    }));
};

const passRole = (stack: DeployedStack): PolicyStatement[] => {
  const services = stack.types.flatMap((type) => PASSED_TO[type] ?? []).sort();
  if (services.length === 0) return [];
  return [
    {
      Sid: "PassRolesToTheirServices",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: resourcesOf(stack).role,
      Condition: { StringEquals: { "iam:PassedToService": services } },
    },
  ];
};

/** The least policies for planning and applying a stack's types in one account. */
export const deployerPolicies = (stack: DeployedStack): DeployerPolicies => ({
  plan: policyDocument(...statementsFor(stack, ["plan"])),
  apply: policyDocument(...statementsFor(stack, ["plan", "apply"]), ...passRole(stack)),
});

/** Types that live in the account of the Identity Center, not in the entry's. */
export const isIdentityCenterType = (type: string): boolean => /^(data\.)?aws_(ssoadmin|identitystore)_/.test(type);

/** Start of the names that an entry's stack gives. */
export const namePrefixOf = (entryName: string, { namePrefix = "claude" }: BedrockEntry): string =>
  `${namePrefix}_${entryName}_`;
