import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { escapeDeep } from "../constructs/core/template-text";
import { type AnthropicEntry, entryOfKey, holdersAt, keyOf, teamsOf } from "../declaration/entries";
import type { Places } from "../declaration/finding";
import type { ConsoleEntry, Declaration, GatewayEntry, KeyPlace, ProviderEntry, Team } from "../declaration/schema";
import type { ClientDocument } from "../settings/client-settings-output";
import type { ConsoleFacts, GatewayFacts, HelperSignIn, IdentityKey } from "../settings/facts";
import {
  anthropicAwsKeyDocument,
  claudeAiDocument,
  consoleDocument,
  gatewayDocument,
  type Holder,
  identitiesAt,
} from "./anthropic-documents";
import { exchangeSignIn, helperSignIn, storedElsewhere, ttlOf } from "./credential-source";
import { type KeyReaders, keyReaders } from "./key-readers";
import { type MadeInConsole, makeInConsole } from "./made-in-console";
import { ProvenanceRecord } from "./provenance";
import { recordTeam } from "./record-team";

type Keyed = Exclude<AnthropicEntry, { route: "claude-ai" }>;

const demandKey = (entry: Keyed): KeyPlace => {
  const key = keyOf(entry);
  if (key === undefined) throw new Error("An entry that shows no identity of a cloud needs a key");
  return key;
};

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
  private readonly readers: KeyReaders | undefined;
  private readonly made: MadeInConsole | undefined;

  constructor(
    scope: Construct,
    private readonly entryName: string,
    private readonly props: AnthropicStackProps,
  ) {
    super(scope, entryName);
    const { declaration, places } = props;
    this.provenance = new ProvenanceRecord(places, this.boundary());
    this.readers = this.addReaders();
    this.made = this.makeInConsole();
    this.clientSettings = Object.fromEntries(
      teamsOf(declaration, entryName).map(([name, team]) => [name, this.addTeam(name, team)]),
    );
    new TerraformOutput(this, "client_settings", {
      description: "Facts and client settings of every team and identity",
      value: escapeDeep({ schemaVersion: 1, teams: this.clientSettings }),
      staticId: true,
    });
  }

  /** Boundary that every identity of the stack must carry, where the cloud that holds the key declares one. */
  private boundary(): string | undefined {
    const place = this.keyPlace();
    return place !== undefined && "permissionsBoundary" in place ? place.permissionsBoundary : undefined;
  }

  private keyPlace(): ProviderEntry | undefined {
    const { declaration, entry } = this.props;
    const key = keyOf(entry);
    return key === undefined ? undefined : entryOfKey(declaration, key);
  }

  /** Where the key lies in a declared cloud: the secret, and who may read it. */
  private addReaders(): KeyReaders | undefined {
    const { declaration, entry } = this.props;
    const { entryName } = this;
    const key = keyOf(entry);
    const place = this.keyPlace();
    if (key === undefined || !("in" in key) || place === undefined) return undefined;
    const teams = teamsOf(declaration, entryName).map(([name, team]) => {
      const { ci, people, ...served } = team;
      return [name, { ...served, ...holdersAt(declaration, entry, team) }] as const;
    });
    const readers = keyReaders(this, { declaration, entryName, key, place, teams });
    this.provenance.add(this, `providers.${entryName}`, `key of ${entryName}`);
    for (const [team, made] of readers.made) {
      const at = (made.node.tryFindChild("Grants") as Construct | undefined) ?? made;
      recordTeam(this.provenance, made, { team, entry: entryName, at });
    }
    return readers;
  }

  /** What Terraform makes in the organization, where the entry says so. */
  private makeInConsole(): MadeInConsole | undefined {
    const { declaration, entry } = this.props;
    if (entry.route !== "console" || entry.manage !== "terraform") return undefined;
    const { entryName, provenance } = this;
    return makeInConsole(this, { declaration, entryName, entry, provenance });
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
      case "anthropic-aws":
        return anthropicAwsKeyDocument(holder, entry, this.helper(entry, demandKey(entry), holder));
      case "gateway":
        return gatewayDocument(holder, entry, this.atGateway(entry, holder));
    }
  }

  private atConsole(entry: ConsoleEntry, holder: Holder): Pick<ConsoleFacts, "signIn" | "workspace"> {
    const workspace = typeof entry.workspace === "string" ? entry.workspace : this.made?.workspaceId;
    const place = workspace === undefined ? {} : { workspace };
    if (entry.key !== undefined) return { ...place, signIn: this.helper(entry, entry.key, holder) };
    if (entry.federation === undefined) return { ...place, signIn: { kind: "consoleLogin" } };
    const signIn = exchangeSignIn(this.props.declaration, entry, holder);
    const ids = this.made?.federation.get(holder.teamName)?.get(holder.identity);
    return { ...place, signIn: { ...signIn, ...ids } };
  }

  private atGateway(entry: GatewayEntry, holder: Holder): GatewayFacts["signIn"] {
    const { token } = entry;
    if (token === undefined) return { kind: "gatewayLogin" };
    return "variable" in token ? { kind: "variable", ...token } : this.helper(entry, token, holder);
  }

  private helper(entry: Keyed, key: KeyPlace, { teamName, identity }: Holder): HelperSignIn {
    if (!("in" in key)) return helperSignIn(storedElsewhere(key), ttlOf(entry));
    const read = this.readers?.byTeam.get(teamName)?.get(identity);
    if (read === undefined)
      throw new Error(`${teamName} ${identity} has no identity that reads the key of ${this.entryName}`);
    return helperSignIn(read.stored, ttlOf(entry), read.reader);
  }
}
