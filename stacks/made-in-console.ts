import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AnthropicProvider } from "../constructs/anthropic/anthropic-provider";
import { ConsoleFederation, type FederationIds, TokenIssuers } from "../constructs/anthropic/console-federation";
import { Workspace } from "../constructs/anthropic/workspace";
import { WorkspaceMembers } from "../constructs/anthropic/workspace-members";
import { holdersAt, teamsOf } from "../declaration/entries";
import type { ConsoleEntry, Declaration } from "../declaration/schema";
import { identitiesAt } from "./anthropic-documents";
import { exchangeSignIn } from "./credential-source";
import type { ProvenanceRecord } from "./provenance";
import { recordTeam } from "./record-team";

/** Props of `makeInConsole`. */
export interface MakeInConsoleProps {
  readonly declaration: Declaration;
  readonly entryName: string;
  readonly entry: ConsoleEntry;
  readonly provenance: ProvenanceRecord;
}

/** What was made in an Anthropic organization for one entry. */
export interface MadeInConsole {
  /** Id of the workspace, as declared or a token; undefined: the organization's default one. */
  readonly workspaceId: string | undefined;
  /** By team, by identity. */
  readonly federation: ReadonlyMap<string, ReadonlyMap<string, FederationIds>>;
}

const workspaceOf = (
  stack: TerraformStack,
  { entryName, entry, provenance }: MakeInConsoleProps,
): string | undefined => {
  const { workspace } = entry;
  if (workspace === undefined || typeof workspace === "string") return workspace;
  const made = new Workspace(stack, "Workspace", workspace);
  provenance.add(made, `providers.${entryName}.workspace`, `workspace of ${entryName}`);
  return made.workspaceId;
};

const addMembers = (stack: TerraformStack, props: MakeInConsoleProps, workspaceId: string | undefined): void => {
  const { declaration, entryName, entry, provenance } = props;
  const { workspaceRole: role } = entry;
  if (role === undefined || workspaceId === undefined) return;
  const members = teamsOf(declaration, entryName).flatMap(
    ([, team]) => holdersAt(declaration, entry, team).people?.members ?? [],
  );
  if (members.length === 0) return;
  const made = new WorkspaceMembers(stack, "Members", { workspaceId, members, role });
  provenance.add(made, `providers.${entryName}.workspaceRole`, `members of ${entryName}`);
};

const federate = (
  stack: TerraformStack,
  { declaration, entryName, entry, provenance }: MakeInConsoleProps,
  workspaceId: string,
): MadeInConsole["federation"] => {
  const { organization } = declaration;
  const teams = teamsOf(declaration, entryName).map(([teamName, team]) => ({
    teamName,
    team,
    holders: identitiesAt(declaration, entry, team).map((identity) => ({
      identity,
      token: exchangeSignIn(declaration, entry, { teamName, team, identity }),
    })),
  }));
  const addresses = teams.flatMap(({ holders }) => holders.map(({ token }) => token.issuer));
  const issuers = new TokenIssuers(stack, "Issuers", { organization, entry: entryName, issuers: addresses });
  provenance.add(issuers, `providers.${entryName}.federation`, `issuers of ${entryName}`);
  return new Map(
    teams.map(({ teamName, team, holders }) => {
      const { tokenLifetimeSeconds } = entry.federation ?? {};
      const made = new ConsoleFederation(stack, teamName, {
        ...{ organization, entry: entryName, team: teamName, issuers, workspaceId, holders, tokenLifetimeSeconds },
        formerly: team.formerly,
      });
      const at = made.node.findChild("Grants") as Construct;
      recordTeam(provenance, made, { team: teamName, entry: entryName, at });
      return [teamName, made.ids];
    }),
  );
};

/** Makes, with the provider of Anthropic, what an entry of the Console needs in its organization. */
export const makeInConsole = (stack: TerraformStack, props: MakeInConsoleProps): MadeInConsole => {
  new AnthropicProvider(stack, "Anthropic");
  const workspaceId = workspaceOf(stack, props);
  addMembers(stack, props, workspaceId);
  const federates = props.entry.federation !== undefined;
  if (federates && workspaceId === undefined)
    throw new Error(`${props.entryName} federates into no workspace; declare one`);
  const federation = federates && workspaceId !== undefined ? federate(stack, props, workspaceId) : new Map();
  return { workspaceId, federation };
};
