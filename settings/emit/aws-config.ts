import { awsProfileName, laptopCommand } from "../bedrock-settings";
import type { BedrockFacts } from "../facts";
import { iniName, iniValue } from "../quote/ini-value";

const section = (title: string, values: Readonly<Record<string, string>>): string =>
  `[${title}]\n${Object.entries(values)
    .map(([key, value]) => `${key} = ${iniValue(value)}\n`)
    .join("")}`;

/** One sign-in at one Identity Center; teams of an organisation share it, and so the browser asks once. */
const sessionName = ({ organization }: BedrockFacts): string => iniName(`claude-${organization}`);

/**
 * The AWS config that a person adds to `~/.aws/config`; undefined for CI and workloads, whose credentials come from
 * where they run. Throws on a value that the format cannot hold.
 */
export const awsConfig = (facts: BedrockFacts): string | undefined => {
  const { signIn, region, account } = facts;
  const profile = `profile ${iniName(awsProfileName(facts))}`;
  if (signIn.kind === "ambient") return undefined;
  if (signIn.kind === "identityCenter") {
    const session = sessionName(facts);
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
