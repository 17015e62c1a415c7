import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { type FormerNames, formerNames, nameAtBirth } from "../../catalog/former-names";
import { addressIn } from "../core/address-in";
import { addressName } from "../core/address-name";
import { identityPlace } from "../core/identity-place";
import { moveFrom } from "../core/move-from";
import type { AccountLookup } from "./account-lookup";
import type { AzureIdentities } from "./identity-sources";
import { type Holder, type Principal, type PrincipalPlace, TeamPrincipals } from "./team-principals";

/** Props of `grantTeam`: one team, one role at one scope. */
export interface TeamGrant extends AzureIdentities, Omit<PrincipalPlace, "after" | "addressOf"> {
  /** Resource id at which the role is given. */
  readonly scopeId: string;
  /** Resource id of the role. */
  readonly roleDefinitionId: string;
  /** What must be there before something is made in the resource group. */
  readonly group?: TerraformResource;
  /** What must be there before a grant: the account, a vault, a custom role. */
  readonly after?: readonly TerraformResource[];
  /** An account that exists, whose keys must open nothing: the plan stops where they do. @default not asked */
  readonly keysOff?: AccountLookup;
  /** Former name of the team, or several, the newest first: resources move, and identities keep their names. */
  readonly formerly?: FormerNames;
}

/** Makes a team's people, pipelines and workloads principals, each with exactly one role; sorted by identity. */
export const grantTeam = (scope: Construct, props: TeamGrant): readonly Holder[] => {
  const { people, ci = {}, workloads = {}, team, formerly, group, ...place } = props;
  const born = nameAtBirth(team, formerly);
  const addressOf = (identity: string) => addressIn(scope, scope.node.id, identity);
  const after = group === undefined ? [] : [group];
  const principals = new TeamPrincipals({ ...place, team: born, addressOf, after });
  const grants = new Construct(scope, "Grants");
  const held = (identity: string, make: (at: Construct) => Holder): Holder => {
    const at = identityPlace(grants, identity);
    const holder = make(at);
    for (const principal of holder.principals) grant(at, props, { holder, principal, address: addressOf(identity) });
    return holder;
  };
  const holders = [
    ...sorted(ci).map(([name, source]) => held(`ci/${name}`, (at) => principals.pipeline(at, `ci/${name}`, source))),
    ...(people === undefined ? [] : [held("people", (at) => principals.people(at, people))]),
    ...sorted(workloads).map(([name, source]) =>
      held(`workload/${name}`, (at) => principals.workload(at, `workload/${name}`, source)),
    ),
  ];
  const former = formerNames(formerly).map((name) => addressIn(scope, name));
  if (former.length > 0) moveFrom(scope, addressIn(scope, scope.node.id), former);
  return holders;
};

const sorted = <T>(named: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1));

const grant = (
  at: Construct,
  { scopeId, roleDefinitionId, after = [], keysOff, team, formerly }: TeamGrant,
  { holder, principal, address }: { readonly holder: Holder; readonly principal: Principal; readonly address: string },
): void => {
  const name = principal.type === "User" ? [principal.id] : [];
  const assignment = new RoleAssignment(at, ["Grant", ...name].join("-"), {
    scope: scopeId,
    roleDefinitionId,
    principalId: principal.id,
    principalType: principal.type,
    // A change of it would replace the grant, so it says the name of the team's birth.
    description: `Claude Code: ${nameAtBirth(team, formerly)}, ${holder.identity}`,
    ...(principal.isNew ? { skipServicePrincipalAadCheck: true } : {}),
    dependsOn: [...after],
  });
  assignment.overrideLogicalId([address, ...name.map((part) => addressName(part))].join("_"));
  if (keysOff === undefined) return;
  const errorMessage =
    "Keys open this account, and the role can read them: switch local authentication off (disableLocalAuth), or choose role: custom.";
  assignment.lifecycle = { precondition: [{ condition: keysOff.keysAreOff, errorMessage }] };
};
