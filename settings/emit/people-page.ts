import { awsProfileName, laptopCommand } from "../bedrock-settings";
import type { BedrockFacts } from "../facts";
import { markdownBlock, markdownCode, markdownText } from "../quote/markdown-text";
import { awsConfig } from "./aws-config";

const models = ({ models }: BedrockFacts): string => {
  const rows = models.map(({ family, model, retiringUntil }) => {
    const how = retiringUntil === undefined ? `${markdownCode(`/model ${family}`)}` : `until ${retiringUntil} only`;
    return `| ${markdownText(model)} | ${how} |`;
  });
  return ["| model | how to choose it |", "| --- | --- |", ...rows].join("\n");
};

const credentials = (facts: BedrockFacts): string[] => {
  const { signIn, roleArn = "" } = facts;
  const profile = awsProfileName(facts);
  const config = awsConfig(facts) ?? "";
  switch (signIn.kind) {
    case "identityCenter":
      return [
        "1. Install the AWS CLI, version 2.",
        `2. Add this to ${markdownCode("~/.aws/config")} (it is also in ${markdownCode("aws-config")} beside this page):`,
        markdownBlock("ini", config),
        `3. Sign in: ${markdownCode(`aws sso login --profile ${profile}`)}. A browser opens; Claude Code runs the same command again when the session has ended.`,
      ];
    case "credentialProcess":
      return [
        `1. Add this to ${markdownCode("~/.aws/config")}; the command signs you in when Claude Code needs credentials:`,
        markdownBlock("ini", config),
        `2. Try it: ${markdownCode(`aws sts get-caller-identity --profile ${profile}`)}. It must name the role ${markdownCode(roleArn)}.`,
        "Note for audits: with this sign-in the caller chooses the session name, so it proves nobody's name; the token's subject in AWS CloudTrail does.",
      ];
    case "authRefresh":
      return [
        `1. Add this to ${markdownCode("~/.aws/config")}:`,
        markdownBlock("ini", config),
        `2. Sign in: ${markdownCode(laptopCommand(facts) ?? "")}. It must put credentials of the role ${markdownCode(roleArn)} into the profile ${markdownCode(profile)}; Claude Code runs it again when they have ended.`,
      ];
    case "ambient":
      return [ambient(facts, signIn.source)];
  }
};

const githubSteps = ({ roleArn = "", region }: BedrockFacts): string =>
  markdownBlock(
    "yaml",
    [
      "permissions:",
      "  id-token: write",
      "  contents: read",
      "steps:",
      "  - uses: aws-actions/configure-aws-credentials@v4",
      "    with:",
      `      role-to-assume: ${JSON.stringify(roleArn)}`,
      `      aws-region: ${JSON.stringify(region)}`,
    ].join("\n"),
  );

const ambient = (facts: BedrockFacts, source: string): string => {
  const role = markdownCode(facts.roleArn ?? "");
  if (source === "GitHub Actions") return `The job exchanges its token for the role ${role}:\n\n${githubSteps(facts)}`;
  return `Credentials come from where it runs (${markdownText(source)}): the role ${role}. Nothing in the settings shadows them.`;
};

const install = ({ signIn }: BedrockFacts): string =>
  signIn.kind === "ambient"
    ? `Put ${markdownCode("settings.json")} into ${markdownCode("$CLAUDE_CONFIG_DIR")} of the job, or source ${markdownCode("env.sh")}.`
    : `Your administrators deliver ${markdownCode("managed-settings.json")}. Without that, put ${markdownCode("settings.json")} into ${markdownCode("~/.claude/")}.`;

/** One page of Markdown for whoever holds the identity: how to get credentials, and how to start. */
export const peoplePage = (facts: BedrockFacts): string =>
  `${[
    `# Claude Code for ${markdownText(facts.team)} (${markdownText(facts.identity)})`,
    `Through Amazon Bedrock in ${markdownCode(facts.region)}, AWS account ${markdownCode(facts.account)}. Requests stay within the geography ${markdownCode(facts.geography)}.`,
    "## Credentials",
    ...credentials(facts),
    "## Settings",
    install(facts),
    "## Start",
    `Run ${markdownCode("claude")}. These models answer; any other is refused:`,
    models(facts),
  ].join("\n\n")}\n`;
