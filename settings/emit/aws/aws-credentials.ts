import { awsProfileName } from "../../aws-sign-in";
import type { AwsHolder } from "../../facts";
import { markdownCode } from "../../quote/markdown-text";
import { awsConfig } from "../bedrock/aws-config";
import { machineSteps } from "../bedrock/machine-steps";
import { peopleSteps } from "../bedrock/people-steps";

/** What the page of a route says where the holder shows AWS credentials; the same on each such route. */
export const awsCredentials: {
  readonly credentials: (facts: AwsHolder) => readonly string[];
  readonly besideProject: (facts: AwsHolder) => readonly string[];
  readonly files: (facts: AwsHolder) => Readonly<Record<string, string>>;
} = {
  credentials: (facts) =>
    facts.signIn.kind === "ambient" ? machineSteps(facts, facts.signIn.source) : peopleSteps(facts),
  besideProject: (facts) => [
    `It names no AWS profile, since pipelines read it too. Before you start: ${markdownCode(`export AWS_PROFILE=${awsProfileName(facts)}`)}.`,
  ],
  files: (facts): Readonly<Record<string, string>> => {
    const config = awsConfig(facts);
    return config === undefined ? {} : { "aws-config": config };
  },
};
