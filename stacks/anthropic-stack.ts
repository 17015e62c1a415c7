import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { escapeDeep } from "../constructs/core/template-text";
import { type AnthropicEntry, teamsOf } from "../declaration/entries";
import type { Places } from "../declaration/finding";
import type { ConsoleEntry, Declaration, GatewayEntry, KeyPlace, Team } from "../declaration/schema";
import type { ClientDocument } from "../settings/client-settings-output";
import type { ConsoleFacts, GatewayFacts, HelperSignIn, IdentityKey } from "../settings/facts";
import { claudeAiDocument, consoleDocument, gatewayDocument, type Holder, identitiesAt } from "./anthropic-documents";
import { exchangeSignIn, helperSignIn, storedElsewhere, ttlOf } from "./credential-source";
import { ProvenanceRecord } from "./provenance";

/** Props of `AnthropicStack`. */
export interface AnthropicStackProps {
  readonly declaration: Declaration;
  readonly entry: AnthropicEntry;
  readonly places: Places;
}

type Documents = Readonly<Record<string, ClientDocument>>;

/**
 * One provider entry on a route of Anthropic's own, or a gateway: what the Console has for it, the secret that holds its
 * key with the identities that may read it, and `client_settings`.
 */
export class AnthropicStack extends TerraformStack {
  readonly provenance: ProvenanceRecord;
  /** What the output holds: by team, by identity. */
  readonly clientSettings: Readonly<Record<string, Documents>>;

  constructor(
    scope: Construct,
    private readonly entryName: string,
    private readonly props: AnthropicStackProps,
  ) {
    super(scope, entryName);
    const { declaration, places } = props;
    this.provenance = new ProvenanceRecord(places);
    this.clientSettings = Object.fromEntries(
      teamsOf(declaration, entryName).map(([name, team]) => [name, this.addTeam(name, team)]),
    );
    new TerraformOutput(this, "client_settings", {
      description: "Facts and client settings of every team and identity",
      value: escapeDeep({ schemaVersion: 1, teams: this.clientSettings }),
      staticId: true,
    });
  }

  private addTeam(teamName: string, team: Team): Documents {
    const { declaration, entry } = this.props;
    const documents = identitiesAt(declaration, entry, team).map((identity): [string, ClientDocument] => [
      identity,
      this.document(teamName, team, identity),
    ]);
    return Object.fromEntries(documents);
  }

  private document(teamName: string, team: Team, identity: IdentityKey): ClientDocument {
    const { declaration, entry } = this.props;
    const holder = { declaration, entryName: this.entryName, teamName, team, identity };
    switch (entry.route) {
      case "claude-ai":
        return claudeAiDocument(holder, entry);
      case "console":
        return consoleDocument(holder, entry, this.atConsole(entry, holder));
      case "gateway":
        return gatewayDocument(holder, entry, this.atGateway(entry));
    }
  }

  private atConsole(entry: ConsoleEntry, holder: Holder): Pick<ConsoleFacts, "signIn" | "workspace"> {
    const { workspace } = entry;
    const place = typeof workspace === "string" ? { workspace } : {};
    if (entry.key !== undefined) return { ...place, signIn: this.helper(entry, entry.key) };
    if (entry.federation === undefined) return { ...place, signIn: { kind: "consoleLogin" } };
    return { ...place, signIn: exchangeSignIn(this.props.declaration, entry, holder) };
  }

  private atGateway(entry: GatewayEntry): GatewayFacts["signIn"] {
    const { token } = entry;
    if (token === undefined) return { kind: "gatewayLogin" };
    return "variable" in token ? { kind: "variable", ...token } : this.helper(entry, token);
  }

  private helper(entry: ConsoleEntry | GatewayEntry, key: KeyPlace): HelperSignIn {
    if ("in" in key) throw new Error("not yet");
    return helperSignIn(storedElsewhere(key), ttlOf(entry));
  }
}
