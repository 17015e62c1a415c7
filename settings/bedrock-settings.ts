import { clientPrefixOf } from "../catalog/bedrock-profiles";
import { findModel } from "../catalog/models";
import type { ClientSettings, ClientWishes } from "./client-settings";
import type { AwsSignIn, BedrockFacts } from "./facts";
import { environmentFor, missingFamilies, modelChoice, pinnedModels, pins, versionedLocks } from "./model-settings";
import { quotePosix } from "./quote/quote-posix";

/** Name of the AWS profile that a team's people use at one entry; unusual enough to meet no profile of their own. */
export const awsProfileName = ({ entry, team }: Pick<BedrockFacts, "entry" | "team">): string =>
  `claude_${entry}_${team}`;

const regionVariables = ({ region, geography }: BedrockFacts): Record<string, string> => {
  const prefix = geography !== "in-region" && clientPrefixOf(region) !== geography;
  return { AWS_REGION: region, ...(prefix ? { ANTHROPIC_BEDROCK_REGION_PREFIX: geography } : {}) };
};

/** Ids mapped to what is granted: every model with an application profile to that profile, and what `missingFamilies` says. */
const overrides = (facts: BedrockFacts): Record<string, string> => {
  const own = pinnedModels(facts.models)
    .filter(({ target, systemId }) => target !== systemId)
    .map(({ model, target }) => [findModel(model)?.anthropic ?? model, target]);
  return { ...missingFamilies(facts), ...Object.fromEntries(own) };
};

/** The declared command of a laptop, with `{profile}`, `{region}` and `{roleArn}` filled in as words of a shell. */
export const laptopCommand = (facts: BedrockFacts): string | undefined => {
  if (!("command" in facts.signIn)) return undefined;
  const words: Readonly<Record<string, string>> = {
    "{profile}": awsProfileName(facts),
    "{region}": facts.region,
    "{roleArn}": facts.roleArn ?? "",
  };
  return facts.signIn.command.replace(/\{(?:profile|region|roleArn)\}/g, (place) => quotePosix(words[place] ?? ""));
};

const signInSettings = (facts: BedrockFacts): Pick<ClientSettings, "awsAuthRefresh"> => {
  const kinds: Record<AwsSignIn["kind"], string | undefined> = {
    identityCenter: `aws sso login --profile ${quotePosix(awsProfileName(facts))}`,
    authRefresh: laptopCommand(facts),
    credentialProcess: undefined,
    ambient: undefined,
  };
  const awsAuthRefresh = kinds[facts.signIn.kind];
  return awsAuthRefresh === undefined ? {} : { awsAuthRefresh };
};

const environment = (facts: BedrockFacts): Record<string, string> => ({
  CLAUDE_CODE_USE_BEDROCK: "1",
  ...regionVariables(facts),
  ...(facts.signIn.kind === "ambient" ? {} : { AWS_PROFILE: awsProfileName(facts) }),
  ...pins(facts),
});

/**
 * What a client must be told to reach just the granted models on Amazon Bedrock. Neutral of the place where it will lie;
 * `flavour.ts` derives the documents. Strings of the facts may be Terraform tokens: they are placed, never looked into.
 *
 * @throws Error when every model is retiring, or the wishes set a variable of `OWNED_VARIABLES`: the loader refuses both.
 */
export const bedrockSettings = (facts: BedrockFacts, wishes: ClientWishes): ClientSettings => {
  const mapped = overrides(facts);
  return {
    ...versionedLocks(wishes, "bedrock"),
    ...signInSettings(facts),
    ...modelChoice(facts),
    ...(Object.keys(mapped).length > 0 ? { modelOverrides: mapped } : {}),
    env: environmentFor(environment(facts), wishes),
  };
};
