import { Construct } from "constructs";
import { ANTHROPIC_AWS_PERMISSIONS } from "../../catalog/anthropic-aws-permissions";
import { findModel } from "../../catalog/models";
import { anthropicAwsSettings } from "../../settings/anthropic-aws-settings";
import type { ClientWishes } from "../../settings/client-settings";
import type { AnthropicAwsFacts, GrantedModel } from "../../settings/facts";
import { chosenModels, type ModelChoice } from "../core/model-choice";
import { type AccessDocuments, awsFacts } from "./access-document";
import { AwsIdentities, type AwsTeam } from "./aws-identities";
import type { AwsPlace } from "./place-of";
import { type PolicyDocument, policyDocument } from "./policy-document";

/** Props of `AnthropicAwsAccess`: one team at one workspace. */
export interface AnthropicAwsAccessProps extends AwsTeam {
  /** `wrkspc_…`. */
  readonly workspace: string;
  readonly models: ModelChoice;
  /** What every client is told. @default nothing more than what access needs */
  readonly clients?: ClientWishes;
}

const grantOf = ({ partition, region, account }: AwsPlace, workspace: string): PolicyDocument =>
  policyDocument({
    Sid: "CallDeclaredWorkspace",
    Effect: "Allow",
    Action: Object.values(ANTHROPIC_AWS_PERMISSIONS).map(({ action }) => action),
    Resource: [`arn:${partition}:aws-external-anthropic:${region}:${account}:workspace/${workspace}`],
  });

const modelOf = (id: string): Omit<GrantedModel, "retiringUntil"> => {
  const model = findModel(id);
  if (model === undefined) throw new Error(`The catalog knows no model "${id}"; name one of catalog/models.ts`);
  return { model: id, family: model.family, target: model.anthropic };
};

/**
 * Lets one team use a workspace of Claude Platform on AWS: an identity for its people, each pipeline and each workload,
 * which may call that workspace, and the client settings that name the team's models. AWS has no grant by model there.
 */
export class AnthropicAwsAccess extends Construct {
  /** By identity: `people`, `ci/NAME`, `workload/NAME`; sorted. */
  readonly documents: AccessDocuments<AnthropicAwsFacts>;

  constructor(scope: Construct, id: string, props: AnthropicAwsAccessProps) {
    super(scope, id);
    const { models, workspace, clients = {} } = props;
    const identities = new AwsIdentities(this, { ...props, purpose: "Claude Code on Claude Platform on AWS" });
    const granted = chosenModels(models).map(({ model, retiringUntil }): GrantedModel => {
      return { ...modelOf(model), ...(retiringUntil === undefined ? {} : { retiringUntil }) };
    });
    const given = [...identities.give({ known: grantOf(identities.place, workspace) })];
    this.documents = Object.fromEntries(
      given.map(([identity, one]) => {
        const facts: AnthropicAwsFacts = {
          route: "anthropic-aws",
          ...awsFacts(props, identities.place, identity, one),
          workspace,
          models: granted,
          ...(clients.deliver === undefined ? {} : { deliver: clients.deliver }),
        };
        return [identity, { facts, settings: anthropicAwsSettings(facts, clients) }];
      }),
    );
  }
}
