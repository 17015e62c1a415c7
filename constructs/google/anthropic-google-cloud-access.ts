import { Construct } from "constructs";
import { CLAUDE_USER_ROLE } from "../../catalog/google-permissions";
import { findModel } from "../../catalog/models";
import { anthropicGoogleCloudSettings } from "../../settings/anthropic-google-cloud-settings";
import type { AnthropicGoogleCloudFacts, GrantedModel } from "../../settings/facts";
import { chosenModels, type ModelChoice } from "../core/model-choice";
import { projectRoleName } from "./custom-roles";
import { type GoogleAccessProps, type GoogleDocuments, grantAndDescribe } from "./google-access";

/** Props of `AnthropicGoogleCloudAccess`: one team in one project. */
export interface AnthropicGoogleCloudAccessProps extends GoogleAccessProps {
  /** @default global */
  readonly location?: string;
  /** `wrkspc_…`, of the Anthropic organization that is linked to the project's. */
  readonly workspace: string;
}

const anthropicModels = (choice: ModelChoice): readonly GrantedModel[] =>
  chosenModels(choice).map(({ model, retiringUntil }) => {
    const found = findModel(model);
    if (found === undefined) throw new Error(`The catalog knows no model "${model}"; name one of catalog/models.ts`);
    const target = found.anthropic;
    return { model, family: found.family, target, ...(retiringUntil === undefined ? {} : { retiringUntil }) };
  });

/**
 * Lets one team call Claude models that Anthropic manages on Google Cloud, with `roles/claude.user` in the project. Pipelines
 * may read the project's metadata besides, which their client does at every start (a role of `CustomRoles`).
 */
export class AnthropicGoogleCloudAccess extends Construct {
  /** By identity: `people`, `ci/NAME`, `workload/NAME`; sorted. */
  readonly documents: GoogleDocuments<AnthropicGoogleCloudFacts>;

  constructor(scope: Construct, id: string, props: AnthropicGoogleCloudAccessProps) {
    super(scope, id);
    const { location = "global", workspace, models, clients = {} } = props;
    const projectRole = projectRoleName({ project: props.project });
    const granted = { ...props, role: CLAUDE_USER_ROLE.role, projectRole };
    this.documents = grantAndDescribe<AnthropicGoogleCloudFacts>(this, granted, (shared) => {
      const facts: AnthropicGoogleCloudFacts = {
        route: "anthropic-google-cloud",
        ...shared,
        location,
        workspace,
        models: anthropicModels(models),
      };
      return { facts, settings: anthropicGoogleCloudSettings(facts, clients) };
    });
  }
}
