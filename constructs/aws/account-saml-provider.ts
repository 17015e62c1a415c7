import { IamSamlProvider } from "@cdktf/provider-aws/lib/iam-saml-provider";
import { Construct } from "constructs";
import { addressName } from "../core/address-name";
import { escapeDeep, escapeTemplate } from "../core/template-text";

/** Props of `AccountSamlProvider`. */
export interface AccountSamlProviderProps {
  readonly name: string;
  /** The identity provider's metadata, XML text. */
  readonly metadata: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A SAML provider of one account; others compute its ARN (`samlProviderArn`) and state the dependency. */
export class AccountSamlProvider extends Construct {
  constructor(scope: Construct, id: string, { name, metadata, tags }: AccountSamlProviderProps) {
    super(scope, id);
    const provider = new IamSamlProvider(this, "Provider", {
      name,
      samlMetadataDocument: escapeTemplate(metadata),
      tags: escapeDeep(tags),
    });
    provider.overrideLogicalId(addressName(name));
  }
}
