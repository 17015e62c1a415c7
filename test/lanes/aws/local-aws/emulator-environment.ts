/** Where the emulators listen and whose calls are made. */
export interface EmulatorAddresses {
  readonly ministackUrl: string;
  readonly shimUrl: string;
  /** 12 digits. */
  readonly account: string;
}

/** The variables of an environment that neither AWS SDKs nor Terraform take as instructions. */
export const withoutCloudVariables = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(AWS_|TF_|TERRAFORM_CONFIG$)/.test(name)));

/**
 * Variables by which an AWS SDK, and so the Terraform provider, finds the emulators instead of AWS. An account id as
 * access key signs in as that account's root at ministack, which then looks at no signature.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export const emulatorEnvironment = (addresses: EmulatorAddresses): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: addresses.ministackUrl,
  AWS_ENDPOINT_URL_SSO_ADMIN: addresses.shimUrl,
  AWS_ENDPOINT_URL_IDENTITYSTORE: addresses.shimUrl,
  AWS_ENDPOINT_URL_BEDROCK: addresses.shimUrl,
  AWS_ACCESS_KEY_ID: addresses.account,
  AWS_SECRET_ACCESS_KEY: "root-of-an-emulator",
  AWS_EC2_METADATA_DISABLED: "true",
  // An emulator's refusal is final, and the provider's own 25 attempts would take minutes to say so.
  AWS_MAX_ATTEMPTS: "4",
});
