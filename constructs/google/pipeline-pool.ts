import { IamWorkloadIdentityPool } from "@cdktf/provider-google/lib/iam-workload-identity-pool";
import { IamWorkloadIdentityPoolProvider } from "@cdktf/provider-google/lib/iam-workload-identity-pool-provider";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { poolIdsOf } from "../../catalog/google-names";
import { type CiSource, ciIssuer } from "../../catalog/pipeline/ci-source";
import { addressName } from "../core/address-name";
import { dependOn } from "../core/depend-on";
import { escapeDeep, escapeTemplate } from "../core/template-text";
import { federationCondition } from "./federation-condition";
import { audienceOf, poolName } from "./principals";

/** Props of `PipelinePool`. */
export interface PipelinePoolProps {
  readonly project: string;
  /** May be a token; stands in audiences only. */
  readonly projectNumber: string;
  readonly issuer: string;
  /** Every pipeline of that issuer, of all teams. */
  readonly pipelines: readonly CiSource[];
  /** Services that must be on first. @default none is waited for */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** `aud` that a pipeline's token must have; undefined: the provider's own name, which no other service accepts. */
export const tokenAudienceOf = (source: CiSource): string | undefined => {
  if ("github" in source) return undefined;
  return "gitlab" in source ? source.gitlab.audience : source.oidc.audience;
};

const mappingOf = (pipelines: readonly CiSource[]): Record<string, string> => {
  const github = pipelines.flatMap((source) => ("github" in source ? [source.github] : []));
  const gitlab = pipelines.some((source) => "gitlab" in source);
  return {
    "google.subject": "assertion.sub",
    ...(github.length > 0 ? { "attribute.repository": "assertion.repository" } : {}),
    ...(github.some(({ repositoryId }) => repositoryId !== undefined)
      ? {
          "attribute.repository_id": "assertion.repository_id",
          "attribute.repository_owner_id": "assertion.repository_owner_id",
        }
      : {}),
    ...(gitlab ? { "attribute.project_path": "assertion.project_path" } : {}),
  };
};

/** Audiences of the provider; none where all tokens carry its own name, which is what Google asks for then. */
const audiencesOf = (pipelines: readonly CiSource[], ownName: string): string[] | undefined => {
  const declared = pipelines.map(tokenAudienceOf);
  if (declared.every((audience) => audience === undefined)) return undefined;
  return [...new Set(declared.map((audience) => audience ?? `https:${ownName}`))].sort();
};

/**
 * The pool and provider through which a project trusts the tokens of one issuer, shared by all teams. A pool of its own
 * each: two issuers of one pool could make each other's subjects.
 * @see https://docs.cloud.google.com/iam/docs/best-practices-for-using-workload-identity-federation
 */
export class PipelinePool extends Construct {
  /** For what works only once they are there. */
  readonly resources: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: PipelinePoolProps) {
    super(scope, id);
    const { project, projectNumber, issuer, pipelines, dependsOn = [] } = props;
    const ids = poolIdsOf(issuer);
    const address = addressName(ids.provider);
    const pool = new IamWorkloadIdentityPool(this, "Pool", {
      project,
      workloadIdentityPoolId: ids.pool,
      displayName: ids.pool,
      description: escapeTemplate(`Pipelines that ${issuer} vouches for`),
    });
    pool.overrideLogicalId(address);
    const provider = new IamWorkloadIdentityPoolProvider(this, "Provider", {
      project,
      workloadIdentityPoolId: pool.workloadIdentityPoolId,
      workloadIdentityPoolProviderId: ids.provider,
      displayName: ids.provider,
      attributeMapping: escapeDeep(mappingOf(pipelines)),
      attributeCondition: escapeTemplate(federationCondition(pipelines)),
      oidc: {
        issuerUri: issuer,
        allowedAudiences: audiencesOf(pipelines, audienceOf(poolName(projectNumber, ids.pool), ids.provider)),
      },
    });
    provider.overrideLogicalId(address);
    this.resources = [pool, provider];
    dependOn(this, ...dependsOn);
  }
}

/** Pipelines by issuer, sorted. */
export const byIssuer = (pipelines: readonly CiSource[]): ReadonlyMap<string, readonly CiSource[]> => {
  const groups = new Map<string, CiSource[]>();
  for (const source of pipelines) groups.set(ciIssuer(source), [...(groups.get(ciIssuer(source)) ?? []), source]);
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
};
