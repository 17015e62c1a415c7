import { textAt } from "../../../plans/json-value";
import type { Rule } from "../../rule";

const BEDROCK_KEYS = "bedrock.amazonaws.com";

/** Keys that do not expire by themselves are never made. */
export const noLongLivedKey: Rule = {
  id: "aws/no-long-lived-key",
  protects: "No access key and no long-lived Bedrock API key is created: their secrets would lie in the state",
  appliesTo: ["aws_iam_access_key", "aws_iam_service_specific_credential"],
  remedy: "let the client sign in with a role or a permission set instead",
  link: "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
  check: (view) => [
    ...view.ofType("aws_iam_access_key").map(({ address }) => ({
      address,
      detail: "An IAM access key is long-lived, and its secret lies in the state",
      state: "violated" as const,
    })),
    ...view.ofType("aws_iam_service_specific_credential").flatMap(({ address, values }) => {
      const service = textAt(values, "service_name");
      if (service !== undefined && service !== BEDROCK_KEYS) return [];
      return [{ address, detail: "A Bedrock API key of an IAM user is long-lived", state: "violated" as const }];
    }),
  ],
};
