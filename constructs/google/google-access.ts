import type { Construct } from "constructs";
import type { FormerNames } from "../../catalog/former-names";
import type { ClientSettings, ClientWishes } from "../../settings/client-settings";
import type { AnthropicGoogleCloudFacts, VertexFacts } from "../../settings/facts";
import { type ModelChoice, startFamilyOf } from "../core/model-choice";
import type { Holder } from "./holders";
import type { ExistingPool, GoogleIdentities } from "./identity-sources";
import { grantTeam } from "./team-grants";

type GoogleFacts = VertexFacts | AnthropicGoogleCloudFacts;

/** Props of one team in one Google Cloud project, whatever its route. */
export interface GoogleAccessProps extends GoogleIdentities {
  /** Name of the team: lower-case letters, digits, hyphens. */
  readonly team: string;
  /** Name of the place; tells two regions of one project apart. */
  readonly entry: string;
  /** @default the team's name */
  readonly organization?: string;
  readonly project: string;
  /** Number of the project; may be a token. Pipelines and pods are known by it. */
  readonly projectNumber: string;
  readonly models: ModelChoice;
  /** Name of the role that people get for naming the project for quota. @default none is granted, none is named */
  readonly quotaRole?: string;
  /** Whether pipelines hold the grant themselves or through a service account each. @default direct */
  readonly federation?: "direct" | "serviceAccount";
  /** Pools that exist, by issuer. @default every pool is the project's own */
  readonly existingPools?: readonly ExistingPool[];
  /** What every client is told. @default nothing more than what access needs */
  readonly clients?: ClientWishes;
  /** Former name of the team, or several, the newest first: resources move, and service accounts keep their names. */
  readonly formerly?: FormerNames;
}

/** What facts of a Google identity have in common. */
export type SharedFacts = Pick<
  GoogleFacts,
  | "organization"
  | "team"
  | "entry"
  | "identity"
  | "project"
  | "members"
  | "serviceAccount"
  | "signIn"
  | "quotaProject"
  | "startFamily"
  | "deliver"
>;

/** Settings of one identity, and the facts that they follow from. */
export interface GoogleDocument<F extends GoogleFacts> {
  readonly facts: F;
  readonly settings: ClientSettings;
}

/** Documents by identity: `people`, `ci/NAME`, `workload/NAME`; sorted. */
export type GoogleDocuments<F extends GoogleFacts> = Readonly<Record<string, GoogleDocument<F>>>;

const factsOf = (props: GoogleAccessProps, holder: Holder): SharedFacts => {
  const { team, entry, organization = team, project, models, quotaRole, clients: { deliver } = {} } = props;
  return {
    ...{ organization, team, entry, project, ...holder },
    ...(holder.identity === "people" && quotaRole !== undefined ? { quotaProject: project } : {}),
    startFamily: startFamilyOf(models),
    ...(deliver === undefined ? {} : { deliver }),
  };
};

/** Grants one team of `scope` a role, and describes every holder of it in the words of a route. */
export const grantAndDescribe = <F extends GoogleFacts>(
  scope: Construct,
  props: GoogleAccessProps & { readonly role: string; readonly projectRole?: string },
  document: (shared: SharedFacts) => GoogleDocument<F>,
): GoogleDocuments<F> => {
  const holders = grantTeam(scope, props);
  return Object.fromEntries(holders.map((holder) => [holder.identity, document(factsOf(props, holder))]));
};
