import { awsProfileName, laptopCommand } from "../../aws-sign-in";
import type { AwsHolder } from "../../facts";
import { markdownBlock, markdownCode } from "../../quote/markdown-text";
import { numberedSteps } from "../numbered-steps";
import { awsConfig } from "./aws-config";

const addConfig = (facts: AwsHolder, why = ""): string[] => [
  `Add this to ${markdownCode("~/.aws/config")}${why}. It is also in ${markdownCode("aws-config")} beside this page; leave out a section whose name is there already:`,
  markdownBlock("ini", awsConfig(facts) ?? ""),
];

const OIDC_AUDIT =
  "Note for audits: where that sign-in is OIDC, the caller chooses the session name, so it proves nobody's name. The subject of the token does; AWS CloudTrail has it in the event AssumeRoleWithWebIdentity.";

const RENEWED = {
  client: "Claude Code runs the same command again when the session has ended.",
  person: "Run it again when the session has ended: the command that reads the key fails from then on.",
} as const;

/**
 * How a person gets credentials, step by step, as paragraphs of Markdown; empty for CI and workloads.
 *
 * @param renewedBy who signs in again: the client, which knows the command, or the person
 */
export const peopleSteps = (facts: AwsHolder, renewedBy: keyof typeof RENEWED = "client"): readonly string[] => {
  const { signIn, roleArn = "" } = facts;
  const profile = awsProfileName(facts);
  const whoAmI = markdownCode(`aws sts get-caller-identity --profile ${profile}`);
  switch (signIn.kind) {
    case "identityCenter": {
      const login = markdownCode(`aws sso login --profile ${profile}`);
      return numberedSteps(["Install the AWS CLI, version 2."], addConfig(facts), [
        `Sign in: ${login}. A browser opens. ${RENEWED[renewedBy]}`,
      ]);
    }
    case "credentialProcess":
      return [
        ...numberedSteps(addConfig(facts, "; the command signs you in when Claude Code needs credentials"), [
          `Try it: ${whoAmI}. It must name the role ${markdownCode(roleArn)}.`,
        ]),
        OIDC_AUDIT,
      ];
    case "authRefresh": {
      const command = markdownCode(laptopCommand(facts) ?? "");
      return [
        ...numberedSteps(addConfig(facts), [
          `Sign in: ${command}. It must put credentials of the role ${markdownCode(roleArn)} into the profile ${markdownCode(profile)}. ${RENEWED[renewedBy]}`,
        ]),
        OIDC_AUDIT,
      ];
    }
    case "ambient":
      return [];
  }
};
