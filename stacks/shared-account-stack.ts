import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AccountIssuers } from "../constructs/aws/account-issuers";
import { accountProvider } from "../constructs/aws/account-provider";
import { AccountSamlProvider } from "../constructs/aws/account-saml-provider";
import type { Places } from "../declaration/finding";
import type { AwsEntry } from "../declaration/schema";
import { ProvenanceRecord } from "./provenance";
import type { SharedNeeds } from "./shared-needs";

/** Props of `SharedAccountStack`. */
export interface SharedAccountStackProps {
  /** Entry whose region and deployer sign-in are used; IAM is the same from every region. */
  readonly entryName: string;
  readonly entry: AwsEntry;
  readonly needs: SharedNeeds;
  readonly places: Places;
  /** Text of a file that the declaration names, relative to it. */
  readonly readText: (path: string) => string;
}

/** What an account has once: its OIDC and SAML providers, shared by all entries and teams. */
export class SharedAccountStack extends TerraformStack {
  readonly provenance: ProvenanceRecord;

  constructor(scope: Construct, props: SharedAccountStackProps) {
    const { entry, needs } = props;
    super(scope, sharedStackName(entry.account));
    accountProvider(this, "Account", { region: entry.region, account: entry.account, deploy: entry.deploy });
    new AccountIssuers(this, "Issuers", { uses: needs.issuers, tags: entry.tags });
    for (const { provider, metadataFile } of needs.samlProviders) {
      new AccountSamlProvider(this, `Saml-${provider}`, {
        name: provider,
        metadata: props.readText(metadataFile),
        tags: entry.tags,
      });
    }
    this.provenance = new ProvenanceRecord(props.places);
    this.provenance.add(this, `providers.${props.entryName}`, `sign-ins that account ${entry.account} accepts`);
  }
}

/** Name of the stack that holds what an account has once. */
export const sharedStackName = (account: string): string => `shared-${account}`;
