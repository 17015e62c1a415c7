import { ApplicationFederatedIdentityCredential } from "@cdktf/provider-azuread/lib/application-federated-identity-credential";
import { ApplicationRegistration } from "@cdktf/provider-azuread/lib/application-registration";
import { DataAzureadGroup } from "@cdktf/provider-azuread/lib/data-azuread-group";
import { ServicePrincipal } from "@cdktf/provider-azuread/lib/service-principal";
import { FederatedIdentityCredential } from "@cdktf/provider-azurerm/lib/federated-identity-credential";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { azureIdentityName } from "../../catalog/azure-names";
import { TOKEN_EXCHANGE_AUDIENCE } from "../../catalog/azure-permissions";
import { type CiSource, ciIssuer, ciSourceName, ciSubject } from "../../catalog/pipeline/ci-source";
import type { AzureSignIn, IdentityKey } from "../../settings/facts";
import { escapeDeep, escapeTemplate } from "../core/template-text";
import { type AzurePeople, type AzureWorkload, azureWorkloadName } from "./identity-sources";

/** Where principals are made, and under which names. */
export interface PrincipalPlace {
  /** Name under which the team was born: what is named after it keeps it. */
  readonly team: string;
  readonly entry: string;
  readonly resourceGroup: string;
  readonly location: string;
  /** What a pipeline is. @default identity */
  readonly federation?: "identity" | "application";
  readonly tags?: Readonly<Record<string, string>>;
  /** What must be there before something is made in the resource group. */
  readonly after?: readonly TerraformResource[];
  /** Name of an identity in Terraform addresses, unique in the stack. */
  readonly addressOf: (identity: string) => string;
}

/** One principal that gets a grant. */
export interface Principal {
  /** Object id; may be a token. */
  readonly id: string;
  readonly type: "Group" | "User" | "ServicePrincipal";
  /** Made here, so that the directory may not show it yet when it is granted something. */
  readonly isNew: boolean;
}

/** Who holds a grant, and how they get their tokens. */
export interface Holder {
  readonly identity: IdentityKey;
  readonly principals: readonly Principal[];
  /** Client id; may be a token. */
  readonly clientId?: string;
  readonly signIn: AzureSignIn;
}

/** A token whose holder becomes a principal. */
interface Federated {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** The `aud` of a pipeline's token: what is declared for it, else what Entra recommends. */
const audienceOf = (source: CiSource): string => {
  if ("oidc" in source) return source.oidc.audience;
  const declared = "gitlab" in source ? source.gitlab.audience : undefined;
  return declared ?? TOKEN_EXCHANGE_AUDIENCE.audience;
};

const made = (id: string): readonly Principal[] => [{ id, type: "ServicePrincipal", isNew: true }];

/** Makes the principals of one team's identities; each has at most one federated credential. */
export class TeamPrincipals {
  constructor(private readonly place: PrincipalPlace) {}

  people(at: Construct, { group, users = [] }: AzurePeople): Holder {
    const groups = group === undefined ? [] : ["id" in group ? group.id : this.groupNamed(at, group.displayName)];
    return {
      identity: "people",
      principals: [
        ...groups.map((id): Principal => ({ id, type: "Group", isNew: false })),
        ...[...users].sort().map((id): Principal => ({ id, type: "User", isNew: false })),
      ],
      signIn: { kind: "azureCli" },
    };
  }

  pipeline(at: Construct, identity: IdentityKey, source: CiSource): Holder {
    const federated = { issuer: ciIssuer(source), subject: ciSubject(source), audience: audienceOf(source) };
    const signIn: AzureSignIn = { kind: "federation", source: ciSourceName(source), audience: federated.audience };
    return this.place.federation === "application"
      ? { identity, signIn, ...this.application(at, identity, federated) }
      : { identity, signIn, ...this.managedIdentity(at, identity, federated) };
  }

  workload(at: Construct, identity: IdentityKey, source: AzureWorkload): Holder {
    const signIn: AzureSignIn = { kind: "ambient", source: azureWorkloadName(source) };
    if ("existingIdentity" in source) {
      const { principalId: id, clientId } = source.existingIdentity;
      const known = clientId === undefined ? {} : { clientId };
      return { identity, signIn, principals: [{ id, type: "ServicePrincipal", isNew: false }], ...known };
    }
    if ("application" in source) {
      const { clientId } = source.application;
      const principal = new ServicePrincipal(at, "Principal", { clientId, useExisting: true });
      principal.overrideLogicalId(this.place.addressOf(identity));
      return { identity, signIn, principals: made(principal.objectId), clientId };
    }
    if ("managedIdentity" in source) return { identity, signIn, ...this.managedIdentity(at, identity) };
    const { issuer, namespace, serviceAccount } = source.aks;
    const subject = `system:serviceaccount:${namespace}:${serviceAccount}`;
    const federated = { issuer, subject, audience: TOKEN_EXCHANGE_AUDIENCE.audience };
    return { identity, signIn, ...this.managedIdentity(at, identity, federated) };
  }

  private groupNamed(at: Construct, displayName: string): string {
    const group = new DataAzureadGroup(at, "Group", {
      displayName: escapeTemplate(displayName),
      // A group of mail alone can hold no role.
      securityEnabled: true,
    });
    group.overrideLogicalId(this.place.addressOf("people"));
    return group.objectId;
  }

  private managedIdentity(at: Construct, identity: IdentityKey, federated?: Federated) {
    const { team, entry, resourceGroup, location, tags, after = [], addressOf } = this.place;
    const own = new UserAssignedIdentity(at, "Identity", {
      name: azureIdentityName({ entry, team, identity }),
      resourceGroupName: resourceGroup,
      location,
      tags: escapeDeep(tags),
      dependsOn: [...after],
    });
    own.overrideLogicalId(addressOf(identity));
    if (federated !== undefined) {
      const credential = new FederatedIdentityCredential(at, "Credential", {
        name: "claude-code",
        parentId: own.id,
        resourceGroupName: resourceGroup,
        issuer: federated.issuer,
        subject: escapeTemplate(federated.subject),
        audience: [escapeTemplate(federated.audience)],
      });
      credential.overrideLogicalId(addressOf(identity));
    }
    return { principals: made(own.principalId), clientId: own.clientId };
  }

  /** No secret and no certificate: the credential is the issuer's token. */
  private application(at: Construct, identity: IdentityKey, { issuer, subject, audience }: Federated) {
    const { team, entry, addressOf } = this.place;
    const application = new ApplicationRegistration(at, "Application", {
      displayName: azureIdentityName({ entry, team, identity }),
    });
    application.overrideLogicalId(addressOf(identity));
    const principal = new ServicePrincipal(at, "Principal", { clientId: application.clientId });
    principal.overrideLogicalId(addressOf(identity));
    const credential = new ApplicationFederatedIdentityCredential(at, "Credential", {
      applicationId: application.id,
      displayName: "claude-code",
      issuer,
      subject: escapeTemplate(subject),
      audiences: [escapeTemplate(audience)],
    });
    credential.overrideLogicalId(addressOf(identity));
    return { principals: made(principal.objectId), clientId: application.clientId };
  }
}
