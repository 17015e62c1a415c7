import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { SECRET_PERMISSIONS } from "../../catalog/secret-permissions";
import { KeyValue } from "../core/key-value";
import { escapeDeep } from "../core/template-text";
import type { GrantDocuments } from "./grant-documents";
import { type AwsPlace, placeOf } from "./place-of";
import { policyDocument } from "./policy-document";

/** Props of `KeySecret`. */
export interface KeySecretProps {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** Name of the secret or parameter. */
  readonly secret: string;
  /** @default secretsManager */
  readonly kind?: "secretsManager" | "parameterStore";
  /** Whether it is there already. @default it is made */
  readonly existing?: boolean;
  /** Number of the value: a higher one writes the value of the ephemeral variable anew. @default a person puts the value; a parameter has to have one */
  readonly valueVersion?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A parameter's ARN has one slash after `parameter`, whether or not its name begins with one. */
const parameterArn = ({ partition, region, account }: AwsPlace, name: string): string =>
  `arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, "")}`;

/** AWS appends a hyphen and six characters to a secret's name; `-*` would match longer names, too. */
const secretArn = ({ partition, region, account }: AwsPlace, name: string): string =>
  `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-??????`;

/** What reads one key, and nothing else; known before any apply. */
export const readKeyDocuments = ({ kind = "secretsManager", secret, ...place }: KeySecretProps): GrantDocuments => {
  const at = placeOf(place);
  return {
    known: policyDocument({
      Sid: "ReadTheKey",
      Effect: "Allow",
      Action: [SECRET_PERMISSIONS[kind].action],
      Resource: kind === "secretsManager" ? secretArn(at, secret) : parameterArn(at, secret),
    }),
  };
};

/** What holds one key on AWS. Its value is a person's to put, or comes from an ephemeral variable; it is in no state. */
export class KeySecret extends Construct {
  constructor(scope: Construct, id: string, props: KeySecretProps) {
    super(scope, id);
    if (props.existing === true) return;
    if (props.kind === "parameterStore") this.addParameter(props);
    else this.addSecret(props);
  }

  private addSecret({ secret: name, valueVersion, tags }: KeySecretProps): void {
    const description = "Key that the credential helper of Claude Code reads";
    const secret = new SecretsmanagerSecret(this, "Secret", { name, description, tags: escapeDeep(tags) });
    secret.overrideLogicalId("key");
    if (valueVersion === undefined) return;
    const { value, given } = new KeyValue(this, "KeyValue", valueVersion);
    const version = new SecretsmanagerSecretVersion(this, "Value", {
      secretId: secret.id,
      secretStringWo: value,
      secretStringWoVersion: valueVersion,
      dependsOn: [given],
    });
    version.overrideLogicalId("key");
  }

  /** A parameter cannot be without a value, and a placeholder would one day take a key's place. */
  private addParameter({ secret: name, valueVersion, tags }: KeySecretProps): void {
    if (valueVersion === undefined) throw new Error(`The parameter ${name} needs valueVersion, or existing`);
    const { value, given } = new KeyValue(this, "KeyValue", valueVersion);
    const parameter = new SsmParameter(this, "Parameter", {
      name,
      description: "Key that the credential helper of Claude Code reads",
      type: "SecureString",
      valueWo: value,
      valueWoVersion: valueVersion,
      tags: escapeDeep(tags),
      dependsOn: [given],
    });
    parameter.overrideLogicalId("key");
  }
}
