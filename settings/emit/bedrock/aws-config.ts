import { awsProfileName, laptopCommand } from "../../aws-sign-in";
import type { AwsHolder, AwsSignIn } from "../../facts";
import { iniName, iniValue } from "../../quote/ini-value";

const section = (title: string, values: Readonly<Record<string, string>>): string =>
  `[${title}]\n${Object.entries(values)
    .map(([key, value]) => `${key} = ${iniValue(value)}\n`)
    .join("")}`;

/**
 * Name of one sign-in: made of the portal's address and region, so that teams and entries of one Identity Center share it
 * (the browser asks once), and two Identity Centers of one organisation never do.
 */
export const ssoSessionName = ({ startUrl, ssoRegion }: AwsSignIn & { readonly kind: "identityCenter" }): string =>
  iniName(`claude-${startUrl.replace(/^https:\/\//, "").replace(/[^\w.]+/g, "-")}-${ssoRegion}`);

/**
 * The AWS config that a person adds to `~/.aws/config`; undefined for CI and workloads, whose credentials come from
 * where they run. Facts must be known (`needsApply`). Throws on a value that the format cannot hold.
 */
export const awsConfig = (facts: AwsHolder): string | undefined => {
  const { signIn, region, account } = facts;
  const profile = `profile ${iniName(awsProfileName(facts))}`;
  if (signIn.kind === "ambient") return undefined;
  if (signIn.kind === "identityCenter") {
    const session = ssoSessionName(signIn);
    return [
      section(`sso-session ${session}`, {
        sso_start_url: signIn.startUrl,
        sso_region: signIn.ssoRegion,
        sso_registration_scopes: "sso:account:access",
      }),
      section(profile, {
        sso_session: session,
        sso_account_id: account,
        sso_role_name: signIn.permissionSetName,
        region,
      }),
    ].join("\n");
  }
  if (signIn.kind === "authRefresh") return section(profile, { region });
  return section(profile, { credential_process: laptopCommand(facts) ?? "", region });
};
