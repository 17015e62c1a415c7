import type { TerraformResource, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { SECRET_PERMISSIONS } from "../catalog/secret-permissions";
import { accountProvider } from "../constructs/aws/account-provider";
import { AwsIdentities } from "../constructs/aws/aws-identities";
import { KeySecret as AwsKey, readKeyDocuments } from "../constructs/aws/key-secret";
import { directoryProvider, subscriptionProvider } from "../constructs/azure/azure-providers";
import { KeySecret as AzureKey } from "../constructs/azure/key-secret";
import { grantTeam as grantOnAzure } from "../constructs/azure/team-grants";
import { KeySecret as GoogleKey } from "../constructs/google/key-secret";
import { projectProvider } from "../constructs/google/project-provider";
import { grantTeam as grantOnGoogle } from "../constructs/google/team-grants";
import type {
  AwsEntry,
  Declaration,
  FoundryEntry,
  GoogleEntry,
  KeyPlace,
  ProviderEntry,
  Team,
} from "../declaration/schema";
import { awsProfileName } from "../settings/aws-sign-in";
import type { IdentityKey, KeyReader } from "../settings/facts";
import type { StoredKey } from "../settings/helper/key-command";
import { AwsTeams } from "./aws-teams";
import { azureIdentities, usesDirectory } from "./azure-team";
import { numberFor } from "./google-needs";
import { existingPoolsOf, googleIdentities } from "./google-team";

type KeyInCloud = Extract<KeyPlace, { in: string }>;

/** Props of `keyReaders`. */
export interface KeyReadersProps {
  readonly declaration: Declaration;
  /** Entry whose key it is: its name tells the readers apart from the cloud entry's own identities. */
  readonly entryName: string;
  readonly key: KeyInCloud;
  /** Entry in whose cloud the key lies. */
  readonly place: ProviderEntry;
  /** Teams with the holders that read it. */
  readonly teams: readonly (readonly [string, Team])[];
}

/** How one identity gets at the key. */
export interface ReadKey {
  readonly stored: StoredKey;
  readonly reader: KeyReader;
}

/** Readers by team, by identity; and what was made for each team, for the record. */
export interface KeyReaders {
  readonly byTeam: ReadonlyMap<string, ReadonlyMap<IdentityKey, ReadKey>>;
  readonly made: ReadonlyMap<string, Construct>;
}

type TeamReaders = (scope: Construct, name: string, team: Team) => ReadonlyMap<IdentityKey, ReadKey>;

const onAws = (stack: TerraformStack, props: KeyReadersProps, entry: AwsEntry): TeamReaders => {
  const { declaration, entryName, key, teams } = props;
  const { account, region, deploy, tags } = entry;
  accountProvider(stack, "Account", { region, account, deploy });
  const { secret, kind = "secretsManager", existing, valueVersion } = key;
  const secretProps = { account, region, secret, kind, existing, valueVersion, tags };
  new AwsKey(stack, "Key", secretProps);
  const aws = new AwsTeams(stack, { declaration, entryName, entry, teams });
  const documents = readKeyDocuments(secretProps);
  return (scope, name, team) => {
    const props = { ...aws.teamOf(name, team), purpose: "Key of Claude Code", policyNames: POLICY_NAMES };
    const identities = new AwsIdentities(scope, props).give(documents);
    return new Map(
      [...identities].map(([identity, { signIn, roleArn }]) => {
        const profile = signIn.kind === "ambient" ? {} : { profile: awsProfileName({ entry: entryName, team: name }) };
        const reader: KeyReader = {
          cloud: "aws",
          ...{ account, region, signIn },
          ...(roleArn === undefined ? {} : { roleArn }),
        };
        return [identity, { stored: { kind, name: secret, region, ...profile }, reader }];
      }),
    );
  };
};

/** Names of the inline policies on roles that read a key and do nothing else. */
const POLICY_NAMES = { known: "claude-key", referring: "claude-key-profiles" };

const onGoogle = (stack: TerraformStack, props: KeyReadersProps, entry: GoogleEntry): TeamReaders => {
  const { declaration, entryName, key, teams } = props;
  const { project, deploy, federation } = entry;
  projectProvider(stack, "Google", { project, deploy });
  const onSecret = new GoogleKey(stack, "Key", { project, secret: key.secret, existing: key.existing });
  const projectNumber = numberFor(stack, declaration, project, teams);
  return (scope, name, team) => {
    const holders = grantOnGoogle(scope, {
      ...{ team: name, entry: entryName, project, projectNumber, federation, formerly: team.formerly },
      ...googleIdentities(entryName, entry, team),
      existingPools: existingPoolsOf(entry),
      role: SECRET_PERMISSIONS.google.role,
      onSecret,
    });
    return new Map(
      holders.map(({ identity, signIn, serviceAccount }) => {
        const account = serviceAccount === undefined ? {} : { serviceAccount };
        const reader: KeyReader = { cloud: "google", project, signIn, ...account };
        return [identity, { stored: { kind: "secretManager", project, name: key.secret }, reader }];
      }),
    );
  };
};

const KEY_VAULT = "Microsoft.KeyVault";

const onAzure = (stack: TerraformStack, props: KeyReadersProps, entry: FoundryEntry): TeamReaders => {
  const { entryName, key, teams } = props;
  const { tenant, subscription, resourceGroup, location, federation, tags } = entry;
  subscriptionProvider(stack, "Subscription", { ...entry, purge: false, namespaces: [KEY_VAULT] });
  if (usesDirectory(entryName, entry, teams)) directoryProvider(stack, "Directory", entry);
  const vault = key.keyVault ?? "";
  const { secret, existing } = key;
  const made = new AzureKey(stack, "Key", {
    ...{ tenant, subscription, resourceGroup, location, vault, secret, existing, tags },
  });
  const after: readonly TerraformResource[] = made.vault === undefined ? [] : [made.vault];
  return (scope, name, team) => {
    const holders = grantOnAzure(scope, {
      ...{ team: name, entry: entryName, resourceGroup, location, federation, tags, formerly: team.formerly },
      ...azureIdentities(entryName, team),
      ...{ scopeId: made.secretId, roleDefinitionId: made.roleDefinitionId, after },
    });
    return new Map(
      holders.map(({ identity, signIn, clientId }) => {
        const id = clientId === undefined ? {} : { clientId };
        const reader: KeyReader = { cloud: "azure", tenant, subscription, signIn, ...id };
        return [identity, { stored: { kind: "keyVault", vault, name: secret }, reader }];
      }),
    );
  };
};

const inCloud = (stack: TerraformStack, props: KeyReadersProps): TeamReaders => {
  const { place, entryName, key } = props;
  switch (place.route) {
    case "bedrock":
    case "mantle":
    case "anthropic-aws":
      return onAws(stack, props, place);
    case "vertex":
    case "anthropic-google-cloud":
      return onGoogle(stack, props, place);
    case "foundry":
      return onAzure(stack, props, place);
    default:
      throw new Error(`The key of ${entryName} cannot lie in ${key.in}, which is no cloud`);
  }
};

/** Makes what holds an entry's key, and identities of its teams that may read that one key and nothing else. */
export const keyReaders = (stack: TerraformStack, props: KeyReadersProps): KeyReaders => {
  const readersOf = inCloud(stack, props);
  const made = new Map(props.teams.map(([name]) => [name, new Construct(stack, name)]));
  const byTeam = new Map(
    props.teams.map(([name, team]) => {
      const scope = made.get(name);
      if (scope === undefined) throw new Error(`${name} was not made`);
      return [name, readersOf(scope, name, team)];
    }),
  );
  return { byTeam, made };
};
