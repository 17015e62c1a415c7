import { IamDenyPolicy } from "@cdktf/provider-google/lib/iam-deny-policy";
import { IamPrincipalAccessBoundaryPolicy } from "@cdktf/provider-google/lib/iam-principal-access-boundary-policy";
import { IamProjectsPolicyBinding } from "@cdktf/provider-google/lib/iam-projects-policy-binding";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { GOOGLE_PERMISSIONS } from "../../catalog/google-permissions";
import { addressName } from "../core/address-name";
import { denyPrincipalOf, poolName } from "./principals";

const EVERYBODY = "principalSet://goog/public:all";
const RESOURCES = "cloudresourcemanager.googleapis.com";
/** `aiplatform.endpoints.predict` as deny policies write it. */
const DENIED = GOOGLE_PERMISSIONS.predict.permission.replace(/^([a-z]+)\./, "$1.googleapis.com/");

/** Props of `DenyOthers`. */
export interface DenyOthersProps {
  readonly project: string;
  /** IAM members that hold a grant. */
  readonly members: readonly string[];
  /** Further principals, as deny policies write them. @default none */
  readonly except?: readonly string[];
}

/**
 * Denies calling models in a project to everybody but those whom the declaration names: no role that somebody gets some
 * other way lets them in.
 * @see https://docs.cloud.google.com/iam/docs/deny-overview
 */
export class DenyOthers extends Construct {
  constructor(scope: Construct, id: string, { project, members, except = [] }: DenyOthersProps) {
    super(scope, id);
    const policy = new IamDenyPolicy(this, "Policy", {
      name: "claude-code-only-declared",
      displayName: "Claude Code: only whom the declaration names",
      parent: `${RESOURCES}%2Fprojects%2F${project}`,
      rules: [
        {
          description: "Calling models, for everybody but the declared",
          denyRule: {
            deniedPrincipals: [EVERYBODY],
            deniedPermissions: [DENIED],
            exceptionPrincipals: [...new Set([...members.map(denyPrincipalOf), ...except])].sort(),
          },
        },
      ],
    });
    policy.overrideLogicalId("others");
  }
}

/** Props of `PoolBoundary`. */
export interface PoolBoundaryProps {
  readonly project: string;
  readonly projectNumber: string;
  readonly organizationId: string;
  /** Ids of the pools that are kept inside. */
  readonly pools: readonly string[];
  readonly alsoProjects?: readonly string[];
  /** What makes the pools. */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Keeps everybody who comes in through the project's pools from everything outside of it, whatever they are granted there.
 * @see https://docs.cloud.google.com/iam/docs/principal-access-boundary-policies
 */
export class PoolBoundary extends Construct {
  constructor(scope: Construct, id: string, props: PoolBoundaryProps) {
    super(scope, id);
    const { project, projectNumber, organizationId, pools, alsoProjects = [], dependsOn = [] } = props;
    const policyId = `claude-${project}`;
    const policy = new IamPrincipalAccessBoundaryPolicy(this, "Policy", {
      organization: organizationId,
      location: "global",
      principalAccessBoundaryPolicyId: policyId,
      displayName: `Claude Code pipelines of ${project}`,
      details: {
        rules: [
          {
            description: "Only this project, and those declared beside it",
            effect: "ALLOW",
            resources: [project, ...alsoProjects].map((name) => `//${RESOURCES}/projects/${name}`).sort(),
          },
        ],
      },
    });
    policy.overrideLogicalId("boundary");
    for (const pool of [...pools].sort()) {
      const binding = new IamProjectsPolicyBinding(this, pool, {
        project,
        location: "global",
        policyBindingId: pool,
        policyKind: "PRINCIPAL_ACCESS_BOUNDARY",
        policy: `organizations/${organizationId}/locations/global/principalAccessBoundaryPolicies/${policyId}`,
        target: { principalSet: `//iam.googleapis.com/${poolName(projectNumber, pool)}` },
        dependsOn: [policy, ...dependsOn],
      });
      binding.overrideLogicalId(addressName(pool));
    }
  }
}
