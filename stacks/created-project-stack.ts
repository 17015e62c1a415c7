import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { CreatedProject } from "../constructs/google/created-project";
import { projectProvider } from "../constructs/google/project-provider";
import type { Places } from "../declaration/finding";
import type { GoogleEntry } from "../declaration/schema";
import { ProvenanceRecord } from "./provenance";

/** Name of the stack that makes a project. */
export const createdProjectStackName = (project: string): string => `project-${project}`;

/** Makes a project, in a stack of its own: everything after it knows its number. */
export class CreatedProjectStack extends TerraformStack {
  readonly provenance: ProvenanceRecord;

  constructor(
    scope: Construct,
    props: {
      readonly entryName: string;
      readonly entry: GoogleEntry;
      readonly create: NonNullable<GoogleEntry["createProject"]>;
      readonly places: Places;
    },
  ) {
    const { entryName, entry, create, places } = props;
    super(scope, createdProjectStackName(entry.project));
    projectProvider(this, "Google", { deploy: entry.deploy });
    const { folder, billingAccount, name } = create;
    new CreatedProject(this, "Project", { project: entry.project, folder, billingAccount, displayName: name });
    this.provenance = new ProvenanceRecord(places);
    this.provenance.add(this, `providers.${entryName}.createProject`, `project of ${entryName}`);
  }
}
