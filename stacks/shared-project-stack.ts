import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { poolIdsOf } from "../catalog/google-names";
import { CustomRoles } from "../constructs/google/custom-roles";
import { DenyOthers, PoolBoundary } from "../constructs/google/guard-rails";
import { ModelPolicy } from "../constructs/google/model-policy";
import { byIssuer, PipelinePool } from "../constructs/google/pipeline-pool";
import { projectNumberOf } from "../constructs/google/project-number";
import { projectProvider } from "../constructs/google/project-provider";
import { ProjectServices } from "../constructs/google/project-services";
import type { Places } from "../declaration/finding";
import type { Declaration, GoogleEntry } from "../declaration/schema";
import { entriesOfProject, type ProjectNeeds, projectNeeds } from "./google-needs";
import { ProvenanceRecord } from "./provenance";

/** Props of `SharedProjectStack`. */
export interface SharedProjectStackProps {
  /** Entry whose deployer sign-in is used. */
  readonly entryName: string;
  readonly entry: GoogleEntry;
  readonly declaration: Declaration;
  readonly places: Places;
}

/** Name of the stack that holds what a project has once. */
export const sharedProjectStackName = (project: string): string => `shared-${project}`;

/** What a project has once: its services, roles, pools for pipelines, model restriction and guard rails. */
export class SharedProjectStack extends TerraformStack {
  readonly provenance: ProvenanceRecord;

  constructor(scope: Construct, props: SharedProjectStackProps) {
    const { entryName, entry, declaration, places } = props;
    const { project } = entry;
    super(scope, sharedProjectStackName(project));
    projectProvider(this, "Google", { project, deploy: entry.deploy });
    const number = this.lazyNumber(declaration, project);
    const needs = projectNeeds(declaration, project, number);
    const { services } = new ProjectServices(this, "Services", { project, services: needs.services });
    const dependsOn = [...services];
    if (needs.roleIds.length > 0) {
      new CustomRoles(this, "Roles", { home: { project }, roleIds: needs.roleIds, dependsOn });
    }
    const pools = needs.pipelines.length > 0 ? this.addPools(project, number(), needs, services) : [];
    if (needs.allowedModels !== undefined) {
      new ModelPolicy(this, "Models", { project, models: needs.allowedModels, features: needs.features, dependsOn });
    }
    if (needs.deny !== undefined) new DenyOthers(this, "Deny", { project, ...needs.deny });
    const organizationId = entriesOfProject(declaration, project).find(([, other]) => other.organizationId)?.[1]
      .organizationId;
    if (needs.boundary !== undefined && organizationId !== undefined && pools.length > 0) {
      const { alsoProjects } = needs.boundary;
      const ids = pools.map(({ issuer }) => poolIdsOf(issuer).pool);
      const made = pools.map(({ construct }) => construct);
      new PoolBoundary(this, "Boundary", {
        ...{
          project,
          projectNumber: number(),
          organizationId,
          pools: ids,
          alsoProjects,
          dependsOn: made.flatMap(({ resources }) => resources),
        },
      });
    }
    this.provenance = new ProvenanceRecord(places);
    this.provenance.add(this, `providers.${entryName}`, `what project ${project} has once`);
  }

  /** The number as some entry declares it, else looked up, once. */
  private lazyNumber(declaration: Declaration, project: string): () => string {
    const declared = entriesOfProject(declaration, project).find(([, { projectNumber }]) => projectNumber)?.[1];
    let number: string | undefined;
    return () => {
      number ??= projectNumberOf(this, "Number", { project, projectNumber: declared?.projectNumber });
      return number;
    };
  }

  private addPools(
    project: string,
    projectNumber: string,
    { pipelines }: ProjectNeeds,
    services: ProjectServices["services"],
  ): { readonly issuer: string; readonly construct: PipelinePool }[] {
    return [...byIssuer(pipelines)].map(([issuer, sources]) => {
      const own = { project, projectNumber, issuer, pipelines: sources, dependsOn: services };
      const construct = new PipelinePool(this, issuer, own);
      return { issuer, construct };
    });
  }
}
