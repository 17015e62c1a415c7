import { createHash } from "node:crypto";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";
import { addressName } from "../core/address-name";
import { escapeDeep } from "../core/template-text";
import type { IssuerUse } from "./identity-sources";
import { issuerKeyOf } from "./trust/web-identity-trust";

/** Props of `AccountIssuers`. */
export interface AccountIssuersProps {
  /** Every use of an issuer in the account; audiences of one issuer are united. */
  readonly uses: readonly IssuerUse[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** Readable, and with a hash of the whole address: `a.b` and `a-b` are two issuers. */
const issuerAddress = (issuer: string): string => {
  const key = issuerKeyOf(issuer);
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 6);
  return `${addressName(key.replace(/[./:]/g, "-"))}_${hash}`;
};

/**
 * The OIDC providers that one account trusts, one an issuer: AWS takes an issuer once an account, so all teams and all
 * regions share it. Others compute its ARN (`oidcProviderArn`) and state the dependency.
 */
export class AccountIssuers extends Construct {
  constructor(scope: Construct, id: string, { uses, tags }: AccountIssuersProps) {
    super(scope, id);
    const audiences = new Map<string, Set<string>>();
    for (const { issuer, audience } of uses) {
      const known = audiences.get(issuer) ?? new Set();
      audiences.set(issuer, known.add(audience));
    }
    for (const issuer of [...audiences.keys()].sort()) {
      const provider = new IamOpenidConnectProvider(this, issuerKeyOf(issuer), {
        url: issuer,
        clientIdList: [...(audiences.get(issuer) ?? [])].sort(),
        tags: escapeDeep(tags),
      });
      provider.overrideLogicalId(issuerAddress(issuer));
    }
  }
}
