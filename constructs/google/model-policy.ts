import { OrgPolicyPolicy } from "@cdktf/provider-google/lib/org-policy-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { MODEL_CONSTRAINTS } from "../../catalog/google-permissions";
import { vertexIdOf } from "./vertex-models";

/** Props of `ModelPolicy`. */
export interface ModelPolicyProps {
  readonly project: string;
  /** Catalog ids that the project may call. */
  readonly models: readonly string[];
  /** Features of partner models that are allowed. @default no policy about features */
  readonly features?: readonly string[];
  readonly dependsOn?: ITerraformDependable[];
}

/** With its day and without, where an id has one: which of them the policy means is not documented, and both are one model. */
const publisherModels = (model: string): string[] => {
  const id = vertexIdOf(model);
  return [...new Set([id, id.replace(/@.*$/, "")])].map((name) => `publishers/anthropic/models/${name}`);
};

/**
 * Organization policies that restrict one project to declared models: IAM on Vertex AI cannot name a model. They bind
 * everybody in the project. Throws when the models are more than a policy takes.
 */
export class ModelPolicy extends Construct {
  constructor(scope: Construct, id: string, props: ModelPolicyProps) {
    super(scope, id);
    const models = [...new Set(props.models)].sort();
    const { limit, countTokens, constraint } = MODEL_CONSTRAINTS.models;
    const names = models.flatMap(publisherModels);
    if (names.length + 1 > limit) throw new Error(`${models.length} models are more than the ${limit} of one policy`);
    this.add(props, "Models", constraint, [...names.map((name) => `${name}:predict`), countTokens]);
    const { features } = props;
    if (features === undefined) return;
    const allowed = names.flatMap((name) => features.map((feature) => `${name}:${feature}`));
    this.add(props, "Features", MODEL_CONSTRAINTS.features.constraint, allowed);
  }

  private add(
    { project, dependsOn }: ModelPolicyProps,
    id: string,
    constraint: string,
    values: readonly string[],
  ): void {
    const rule = values.length === 0 ? { denyAll: "TRUE" } : { values: { allowedValues: [...values].sort() } };
    const policy = new OrgPolicyPolicy(this, id, {
      name: `projects/${project}/policies/${constraint}`,
      parent: `projects/${project}`,
      spec: { rules: [rule] },
      dependsOn,
    });
    policy.overrideLogicalId(id.toLowerCase());
  }
}
