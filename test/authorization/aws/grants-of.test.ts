import { listGrants } from "../../../authorization/aws/grants-of";
import { documentOf } from "./judge";

test("lists statements in one shape, with patterns as written", () => {
  const document = documentOf({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Invoke",
        Effect: "Allow",
        Action: ["bedrock:InvokeModelWithResponseStream", "bedrock:InvokeModel", "bedrock:InvokeModel"],
        Resource: "arn:aws:bedrock:*::foundation-model/m",
        Condition: { StringEquals: { "b:two": ["y", "x"], "a:one": "z" }, Bool: { "aws:SecureTransport": true } },
      },
      { Effect: "Deny", NotPrincipal: { Service: "b", AWS: ["c", "a"] }, NotAction: "s3:*", NotResource: ["b", "a"] },
    ],
  });
  expect(listGrants([document])).toEqual([
    {
      effect: "Allow",
      sid: "Invoke",
      actions: { negated: false, values: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"] },
      resources: { negated: false, values: ["arn:aws:bedrock:*::foundation-model/m"] },
      principals: undefined,
      conditions: [
        { operator: "Bool", key: "aws:SecureTransport", values: ["true"] },
        { operator: "StringEquals", key: "a:one", values: ["z"] },
        { operator: "StringEquals", key: "b:two", values: ["x", "y"] },
      ],
    },
    {
      effect: "Deny",
      sid: undefined,
      actions: { negated: true, values: ["s3:*"] },
      resources: { negated: true, values: ["a", "b"] },
      principals: { negated: true, values: ["AWS:a", "AWS:c", "Service:b"] },
      conditions: [],
    },
  ]);
});

test("lists two documents that say the same alike, whatever the order of their lists", () => {
  const one = { Statement: { Effect: "Allow", Action: ["a:B", "a:A"], Resource: "*", Principal: "*" } };
  const other = { Statement: [{ Effect: "Allow", Action: ["a:A", "a:B"], Resource: ["*"], Principal: "*" }] };
  expect(listGrants([documentOf(one)])).toEqual(listGrants([documentOf(other)]));
});
