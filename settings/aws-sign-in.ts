import type { ClientSettings } from "./client-settings";
import type { AwsHolder, AwsSignIn } from "./facts";
import { quotePosix } from "./quote/quote-posix";

/** Name of the AWS profile that a team's people use at one entry; unusual enough to meet no profile of their own. */
export const awsProfileName = ({ entry, team }: Pick<AwsHolder, "entry" | "team">): string => `claude_${entry}_${team}`;

/** The declared command of a laptop, with `{profile}`, `{region}` and `{roleArn}` filled in as words of a shell. */
export const laptopCommand = (facts: AwsHolder): string | undefined => {
  if (!("command" in facts.signIn)) return undefined;
  const words: Readonly<Record<string, string>> = {
    "{profile}": awsProfileName(facts),
    "{region}": facts.region,
    "{roleArn}": facts.roleArn ?? "",
  };
  return facts.signIn.command.replace(/\{(?:profile|region|roleArn)\}/g, (place) => quotePosix(words[place] ?? ""));
};

/** The command that people run when their session has ended. */
export const awsSignInSettings = (facts: AwsHolder): Pick<ClientSettings, "awsAuthRefresh"> => {
  const kinds: Record<AwsSignIn["kind"], string | undefined> = {
    identityCenter: `aws sso login --profile ${quotePosix(awsProfileName(facts))}`,
    authRefresh: laptopCommand(facts),
    credentialProcess: undefined,
    ambient: undefined,
  };
  const awsAuthRefresh = kinds[facts.signIn.kind];
  return awsAuthRefresh === undefined ? {} : { awsAuthRefresh };
};

/** The profile of people; CI and workloads have what their machine gives them. */
export const awsProfileEnvironment = (facts: AwsHolder): Record<string, string> =>
  facts.signIn.kind === "ambient" ? {} : { AWS_PROFILE: awsProfileName(facts) };
