import type { Source } from "./source";

/** What makes long-lived keys of Amazon Bedrock, and what they are used with. */
export const LONG_LIVED_KEYS: Source & {
  /** Service whose credential of a user is a key of Bedrock. */
  readonly service: string;
  readonly making: readonly string[];
  /** Key that says for which service a credential is made. */
  readonly serviceKey: string;
  readonly using: readonly string[];
  /** Keys that tell what kind of key a call brings; `SHORT_TERM` keeps the long-lived ones out. */
  readonly kindKeys: readonly string[];
  readonly shortLived: string;
} = {
  service: "bedrock.amazonaws.com",
  making: ["iam:CreateServiceSpecificCredential", "iam:ResetServiceSpecificCredential"],
  serviceKey: "iam:ServiceSpecificCredentialServiceName",
  using: ["bedrock:CallWithBearerToken", "bedrock-mantle:CallWithBearerToken"],
  kindKeys: ["bedrock:BearerTokenType", "bedrock-mantle:BearerTokenType"],
  shortLived: "SHORT_TERM",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-permissions.html",
  date: "2026-11-24",
};
