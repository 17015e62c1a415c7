import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { INVOKE_ROLE_ID } from "../catalog/google-names";
import { CustomRoles } from "../constructs/google/custom-roles";
import { projectProvider } from "../constructs/google/project-provider";
import { WorkforceSignIn } from "../constructs/google/workforce-sign-in";
import { teamsOf } from "../declaration/entries";
import type { Places } from "../declaration/finding";
import type { Declaration, GoogleEntry } from "../declaration/schema";
import { valueFor } from "../declaration/value-for";
import { hasOrganizationRole } from "./google-needs";
import { ProvenanceRecord } from "./provenance";

type Named = readonly [string, GoogleEntry];
type Workforce = Extract<NonNullable<GoogleEntry["signIn"]>, { workforce: unknown }>["workforce"];

/** Props of `SharedOrganizationStack`. */
export interface SharedOrganizationStackProps {
  readonly organizationId: string;
  /** Entries of the organization, sorted by name. */
  readonly entries: readonly Named[];
  readonly declaration: Declaration;
  readonly places: Places;
  /** Text of a file that the declaration names, relative to it. */
  readonly readText: (path: string) => string;
}

/** Name of the stack that holds what an organization of Google Cloud has once. */
export const sharedOrganizationStackName = (organizationId: string): string => `shared-organization-${organizationId}`;

const ownedWorkforce = ({ signIn }: GoogleEntry): Workforce | undefined =>
  signIn !== undefined && "workforce" in signIn && signIn.workforce.existing !== true ? signIn.workforce : undefined;

/** Whether an organization has something of these entries. */
export const needsOrganization = (entries: readonly Named[]): boolean =>
  entries.some(([, entry]) => hasOrganizationRole(entry) || ownedWorkforce(entry) !== undefined);

/** What an organization has once: the role to call models, where it is declared there, and its people's sign-ins. */
export class SharedOrganizationStack extends TerraformStack {
  readonly provenance: ProvenanceRecord;

  constructor(
    scope: Construct,
    private readonly props: SharedOrganizationStackProps,
  ) {
    const { organizationId, entries, places } = props;
    super(scope, sharedOrganizationStackName(organizationId));
    projectProvider(this, "Google", { deploy: entries[0]?.[1].deploy });
    if (entries.some(([, entry]) => hasOrganizationRole(entry))) {
      new CustomRoles(this, "Roles", { home: { organizationId }, roleIds: [INVOKE_ROLE_ID] });
    }
    const pools = new Map(entries.flatMap(([, entry]) => ownedWorkforce(entry) ?? []).map((one) => [one.pool, one]));
    for (const [pool, workforce] of [...pools].sort(([a], [b]) => (a < b ? -1 : 1))) this.addPool(pool, workforce);
    this.provenance = new ProvenanceRecord(places);
    this.provenance.add(this, `providers.${entries[0]?.[0]}`, `what organization ${organizationId} has once`);
  }

  private addPool(pool: string, workforce: Workforce): void {
    const { organizationId, readText } = this.props;
    const { provider, oidc, saml, sessionMinutes } = workforce;
    new WorkforceSignIn(this, pool, {
      ...{ organizationId, pool, provider, oidc, sessionMinutes },
      ...(saml === undefined
        ? {}
        : { saml: { metadata: readText(saml.metadataFile), groupsAttribute: saml.groupsAttribute } }),
      ...this.peopleOf(pool),
    });
  }

  /** Everybody who is declared at an entry that signs in through the pool. */
  private peopleOf(pool: string): { readonly groups: string[]; readonly subjects: string[] } {
    const { entries, declaration } = this.props;
    const people = entries
      .filter(([, { signIn }]) => signIn !== undefined && "workforce" in signIn && signIn.workforce.pool === pool)
      .flatMap(([name]) =>
        teamsOf(declaration, name).flatMap(([, team]) => (team.people ? [{ name, ...team.people }] : [])),
      );
    return {
      groups: people.flatMap(({ name, group }) => valueFor(name, group) ?? []),
      subjects: people.flatMap(({ subjects = [] }) => subjects),
    };
  }
}
