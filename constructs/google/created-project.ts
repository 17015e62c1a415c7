import { Project } from "@cdktf/provider-google/lib/project";
import { Construct } from "constructs";
import { escapeTemplate } from "../core/template-text";

/** Props of `CreatedProject`. */
export interface CreatedProjectProps {
  readonly project: string;
  /** Number of the folder that it is made under. */
  readonly folder: string;
  readonly billingAccount: string;
  /** @default the project's id */
  readonly displayName?: string;
}

/** A project of its own for Claude. Terraform refuses to destroy it, and it gets no default network. */
export class CreatedProject extends Construct {
  constructor(scope: Construct, id: string, props: CreatedProjectProps) {
    super(scope, id);
    const project = new Project(this, "Project", {
      projectId: props.project,
      name: escapeTemplate(props.displayName ?? props.project),
      folderId: props.folder,
      billingAccount: props.billingAccount,
      autoCreateNetwork: false,
      deletionPolicy: "PREVENT",
    });
    project.overrideLogicalId("project");
  }
}
