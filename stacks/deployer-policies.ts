import {
  BOUNDARY_LIMITS,
  DEPLOYER_PERMISSIONS,
  type DeployerPermissions,
  PASSED_TO,
} from "../catalog/deployer-permissions";
import { type PolicyDocument, type PolicyStatement, policyDocument, sidPart } from "../constructs/aws/policy-document";
import type { AwsEntry } from "../declaration/schema";

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
  /** ARN of the boundary that every role of the stack carries. @default none */
  readonly permissionsBoundary?: string;
  /** ARN of the Identity Center's instance. @default any instance that the deployer has rights in */
  readonly instanceArn?: string;
  /** Terraform types in it; data sources begin with `data.`. Sorted. */
  readonly types: readonly string[];
}

type Scope = DeployerPermissions["on"];

const resourcesOf = (stack: DeployedStack): Readonly<Record<Scope, readonly string[]>> => {
  const { partition, account, region, namePrefix, rolePath } = stack;
  const { existingRoles = [], oidcProviders = [], samlProviders = [], clusters = [] } = stack;
  const { instanceArn = `arn:${partition}:sso:::instance/*` } = stack;
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
    permissionSet: [
      instanceArn,
      `${instanceArn.replace(":instance/", ":permissionSet/")}/*`,
      `arn:${partition}:sso:::account/${account}`,
    ],
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

const { key: BOUNDARY, conditioned, never } = BOUNDARY_LIMITS;
const isConditioned = (action: string): boolean => conditioned.some((one) => one === action);
const isNever = (action: string): boolean => never.some((one) => one === action);

/** Statements for one scope: with a declared boundary, what gives a role something is allowed with that boundary only. */
const scopeStatements = (stack: DeployedStack, scope: Scope, actions: readonly string[]): PolicyStatement[] => {
  const { permissionsBoundary, existingRoles = [] } = stack;
  const resources = resourcesOf(stack);
  const sid = `Deploy${sidPart(scope)}`;
  const allow = (Sid: string, Action: readonly string[], Resource = resources[scope]): PolicyStatement[] =>
    Action.length === 0 || Resource.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource }];
  if (permissionsBoundary === undefined) return allow(sid, actions);
  const Condition = { StringEquals: { [BOUNDARY]: permissionsBoundary } };
  const limited = actions.filter(isConditioned);
  return [
    ...allow(
      sid,
      actions.filter((action) => !isConditioned(action) && !isNever(action)),
    ),
    ...allow(`${sid}Bounded`, limited, resources.role).map((statement) => ({ ...statement, Condition })),
    ...allow(`${sid}OfOthers`, limited, scope === "rolePolicy" ? existingRoles : []),
  ];
};

const statementsFor = (stack: DeployedStack, kinds: readonly ("plan" | "apply")[]): PolicyStatement[] => {
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
    .flatMap(([scope, names]) => scopeStatements(stack, scope, [...names].sort()));
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
export const namePrefixOf = (entryName: string, { namePrefix = "claude" }: AwsEntry): string =>
  `${namePrefix}_${entryName}_`;
