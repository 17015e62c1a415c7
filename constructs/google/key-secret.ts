import { SecretManagerSecret } from "@cdktf/provider-google/lib/secret-manager-secret";
import { Construct } from "constructs";
import { escapeDeep } from "../core/template-text";

/** Props of `KeySecret`. */
export interface KeySecretProps {
  readonly project: string;
  /** Name of the secret. */
  readonly secret: string;
  /** Whether it is there already. @default it is made, without a value: a person adds the first version */
  readonly existing?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The secret that holds one key, in Google Secret Manager. */
export class KeySecret extends Construct {
  /** The secret, where it is made here. */
  readonly secret: SecretManagerSecret | undefined;
  /** `projects/PROJECT/secrets/NAME`, computed from what is declared. */
  readonly secretName: string;

  constructor(scope: Construct, id: string, { project, secret, existing = false, labels }: KeySecretProps) {
    super(scope, id);
    this.secretName = `projects/${project}/secrets/${secret}`;
    if (existing) return;
    this.secret = new SecretManagerSecret(this, "Secret", {
      project,
      secretId: secret,
      labels: escapeDeep(labels),
      replication: { auto: {} },
    });
    this.secret.overrideLogicalId("key");
  }
}
