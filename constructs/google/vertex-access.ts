import { Construct } from "constructs";
import type { VertexFacts } from "../../settings/facts";
import { vertexSettings } from "../../settings/vertex-settings";
import { type GoogleAccessProps, type GoogleDocuments, grantAndDescribe } from "./google-access";
import { vertexModels } from "./vertex-models";

/** Props of `VertexAccess`: one team in one project. */
export interface VertexAccessProps extends GoogleAccessProps {
  /** `global`, `us`, `eu`, or a region. */
  readonly region: string;
  /** Models that another location answers for, by catalog id. @default all answer in `region` */
  readonly modelRegions?: Readonly<Record<string, string>>;
  /** Name of the role that lets call models: of `CustomRoles`, or a predefined one. */
  readonly role: string;
}

/**
 * Lets one team call Claude models on Vertex AI: its people, each pipeline and each workload get one role in the project,
 * and the client settings that fit. Which models these are is the project's matter (`ModelPolicy`): IAM cannot tell.
 */
export class VertexAccess extends Construct {
  /** By identity: `people`, `ci/NAME`, `workload/NAME`; sorted. */
  readonly documents: GoogleDocuments<VertexFacts>;

  constructor(scope: Construct, id: string, props: VertexAccessProps) {
    super(scope, id);
    const { region, models, modelRegions, clients = {} } = props;
    this.documents = grantAndDescribe<VertexFacts>(this, props, (shared) => {
      const facts: VertexFacts = { route: "vertex", ...shared, region, models: vertexModels(models, modelRegions) };
      return { facts, settings: vertexSettings(facts, clients) };
    });
  }
}
