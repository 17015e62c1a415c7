import { IamWorkforcePool } from "@cdktf/provider-google/lib/iam-workforce-pool";
import { IamWorkforcePoolProvider } from "@cdktf/provider-google/lib/iam-workforce-pool-provider";
import { Construct } from "constructs";
import { addressName } from "../core/address-name";
import { escapeDeep, escapeTemplate } from "../core/template-text";
import { celList, celText } from "./cel-text";

const SECONDS_PER_MINUTE = 60;
const GROUPS = "groups";

/** Props of `WorkforceSignIn`: exactly one of `oidc` and `saml`. */
export interface WorkforceSignInProps {
  readonly organizationId: string;
  readonly pool: string;
  readonly provider: string;
  readonly oidc?: { readonly issuer: string; readonly clientId: string; readonly groupsClaim?: string };
  readonly saml?: { readonly metadata: string; readonly groupsAttribute?: string };
  /** Groups of the company's sign-in that are let in. */
  readonly groups: readonly string[];
  /** Subjects that are let in by name. */
  readonly subjects: readonly string[];
  /** 60 to 720. @default 60 */
  readonly sessionMinutes?: number;
}

/** Only the declared come in, whoever else the company's sign-in vouches for. */
export const workforceCondition = (groups: readonly string[], subjects: readonly string[]): string =>
  [
    ...(groups.length > 0 ? [`google.groups.exists(group, group in ${celList(groups)})`] : []),
    ...(subjects.length > 0 ? [`google.subject in ${celList(subjects)}`] : []),
  ].join(" || ") || "false";

const mappingOf = ({ oidc, saml }: WorkforceSignInProps): Record<string, string> =>
  oidc === undefined
    ? {
        "google.subject": "assertion.subject",
        "google.groups": `assertion.attributes[${celText(saml?.groupsAttribute ?? GROUPS)}]`,
      }
    : { "google.subject": "assertion.sub", "google.groups": `assertion.${oidc.groupsClaim ?? GROUPS}` };

/**
 * The pool and provider through which people of a company sign in to Google Cloud without Google accounts; the pool
 * belongs to the organization. No client secret: the provider hands out an ID token itself.
 * @see https://docs.cloud.google.com/iam/docs/workforce-identity-federation
 */
export class WorkforceSignIn extends Construct {
  constructor(scope: Construct, id: string, props: WorkforceSignInProps) {
    super(scope, id);
    const { organizationId, oidc, saml, groups, subjects, sessionMinutes = 60 } = props;
    const address = addressName(props.pool);
    const pool = new IamWorkforcePool(this, "Pool", {
      parent: `organizations/${organizationId}`,
      location: "global",
      workforcePoolId: props.pool,
      displayName: props.pool.slice(0, 32),
      sessionDuration: `${sessionMinutes * SECONDS_PER_MINUTE}s`,
    });
    pool.overrideLogicalId(address);
    const provider = new IamWorkforcePoolProvider(this, "Provider", {
      workforcePoolId: pool.workforcePoolId,
      location: "global",
      providerId: props.provider,
      displayName: props.provider,
      attributeMapping: escapeDeep(mappingOf(props)),
      attributeCondition: escapeTemplate(workforceCondition(groups, subjects)),
      ...(oidc === undefined
        ? {}
        : {
            oidc: {
              issuerUri: oidc.issuer,
              clientId: escapeTemplate(oidc.clientId),
              webSsoConfig: { responseType: "ID_TOKEN", assertionClaimsBehavior: "ONLY_ID_TOKEN_CLAIMS" },
            },
          }),
      ...(saml === undefined ? {} : { saml: { idpMetadataXml: escapeTemplate(saml.metadata) } }),
    });
    provider.overrideLogicalId(addressName(props.pool, props.provider));
  }
}
