import { Construct } from "constructs";
import { escapeDeep } from "../core/template-text";
import { AnthropicResource } from "./anthropic-provider";

/** Where a workspace's data rests and where requests may be answered; Anthropic's own defaults otherwise. */
export interface DataResidency {
  /** Another one replaces the workspace, and takes its keys along. */
  readonly workspaceGeo?: string;
  readonly defaultInferenceGeo?: string;
  readonly allowedInferenceGeos?: readonly string[];
}

/** Props of `Workspace`. */
export interface WorkspaceProps {
  /** 1 to 40 characters; not unique. */
  readonly name: string;
  readonly dataResidency?: DataResidency;
}

/**
 * A workspace of an Anthropic organization. There is no delete: to destroy it is to archive it, for good, and with it goes
 * every API key in it.
 */
export class Workspace extends Construct {
  /** `wrkspc_…`; a token. */
  readonly workspaceId: string;
  readonly resource: AnthropicResource;

  constructor(scope: Construct, id: string, { name, dataResidency }: WorkspaceProps) {
    super(scope, id);
    const { workspaceGeo, defaultInferenceGeo, allowedInferenceGeos } = dataResidency ?? {};
    this.resource = new AnthropicResource(
      this,
      "Workspace",
      "anthropic_workspace",
      escapeDeep({
        name,
        ...(dataResidency === undefined
          ? {}
          : {
              data_residency: {
                workspace_geo: workspaceGeo,
                default_inference_geo: defaultInferenceGeo,
                allowed_inference_geos: allowedInferenceGeos,
              },
            }),
      }),
    );
    this.resource.overrideLogicalId("workspace");
    this.workspaceId = this.resource.id;
  }
}
