import fc from "fast-check";
import { parsePolicyDocument } from "../../../authorization/aws/policy-document";

test("reads strings and lists alike, from text and from parsed JSON", () => {
  const value = {
    Version: "2012-10-17",
    Id: "x",
    Statement: {
      Sid: "One",
      Effect: "Allow",
      Principal: { AWS: "111122223333", Service: ["ec2.amazonaws.com"] },
      Action: "s3:GetObject",
      NotResource: ["a", "b"],
      Condition: { Bool: { "aws:SecureTransport": true }, NumericLessThan: { "aws:MultiFactorAuthAge": [300] } },
    },
  };
  const expected = {
    document: {
      version: "2012-10-17",
      statements: [
        {
          index: 0,
          sid: "One",
          effect: "Allow",
          principals: {
            negated: false,
            values: [
              { type: "AWS", value: "111122223333" },
              { type: "Service", value: "ec2.amazonaws.com" },
            ],
          },
          actions: { negated: false, values: ["s3:GetObject"] },
          resources: { negated: true, values: ["a", "b"] },
          conditions: [
            { operator: "Bool", key: "aws:SecureTransport", values: ["true"] },
            { operator: "NumericLessThan", key: "aws:MultiFactorAuthAge", values: ["300"] },
          ],
        },
      ],
    },
  };
  expect(parsePolicyDocument(value)).toEqual(expected);
  expect(parsePolicyDocument(JSON.stringify(value))).toEqual(expected);
});

test("reads a document without a version as the older language", () => {
  expect(parsePolicyDocument({ Statement: [] })).toEqual({ document: { version: "2008-10-17", statements: [] } });
});

test("refuses a document with every problem at once, each with its place", () => {
  const problems = [
    { path: "Statements", message: "is no element of a policy" },
    { path: "Version", message: 'must be "2012-10-17" or "2008-10-17"' },
    { path: "Statement[0].Actions", message: "is no element of a statement" },
    { path: "Statement[0].Effect", message: 'must be "Allow" or "Deny"' },
    { path: "Statement[0]", message: "needs Action or NotAction" },
    { path: "Statement[0].Sid", message: "must be a string" },
    { path: "Statement[0].Principal.aws", message: "is no kind of principal (AWS, Service, Federated, CanonicalUser)" },
    { path: "Statement[0].Resource", message: "must not be empty" },
    { path: "Statement[0].Condition.StringEquals", message: "must be an object" },
    { path: "Statement[1]", message: "must be an object" },
    { path: "Statement[2]", message: "has both Action and NotAction" },
    { path: "Statement[2].Action[1]", message: "must be a string" },
    { path: "Statement[2]", message: "has both Principal and NotPrincipal" },
    { path: "Statement[2].Principal", message: 'must be "*" or an object' },
    { path: "Statement[2].Resource", message: "must be a string" },
    { path: "Statement[2].Condition", message: "must be an object" },
    { path: "Statement[4].Sid", message: 'repeats "A"' },
  ];
  const good = { Sid: "A", Effect: "Allow", Action: "*", Resource: "*" };
  expect(
    parsePolicyDocument({
      Version: "2012-10-18",
      Statements: [],
      Statement: [
        {
          Sid: 1,
          Effect: "allow",
          Actions: "*",
          Principal: { aws: "*" },
          Resource: [],
          Condition: { StringEquals: 1 },
        },
        null,
        {
          Effect: "Deny",
          Action: ["*", 1],
          NotAction: "*",
          Principal: "x",
          NotPrincipal: "*",
          Resource: {},
          Condition: [],
        },
        good,
        good,
      ],
    }),
  ).toEqual({ problems });
});

test.each([
  ["text that is no JSON", "{", "is not JSON: "],
  ["a text within a text", '"{}"', "must be an object"],
  ["nothing", undefined, "must be an object"],
  ["a list", [], "must be an object"],
  ["a number", 7, "must be an object"],
])("refuses %s", (_, value, message) => {
  const parsed = parsePolicyDocument(value);
  expect("problems" in parsed && parsed.problems[0]?.message.startsWith(message)).toBe(true);
});

test("refuses a document without statements", () => {
  expect(parsePolicyDocument({ Version: "2012-10-17" })).toEqual({
    problems: [{ path: "Statement[0]", message: "must be an object" }],
  });
});

test("never throws, whatever comes in", () => {
  const names = fc.constantFrom(
    "Version",
    "Statement",
    "Effect",
    "Action",
    "Principal",
    "Condition",
    "__proto__",
    "constructor",
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      fc.jsonValue(),
      fc.dictionary(names, tie("tree")),
      fc.array(tie("tree"), { maxLength: 3 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const parsed = parsePolicyDocument(value);
      expect("problems" in parsed ? parsed.problems.length > 0 : Array.isArray(parsed.document.statements)).toBe(true);
    }),
    { numRuns: 500, seed: 20261123 },
  );
});

test("reads a hundred thousand statements", () => {
  const Statement = Array.from({ length: 100_000 }, () => ({ Effect: "Allow", Action: 1, Sid: "same" }));
  const parsed = parsePolicyDocument({ Statement });
  expect("problems" in parsed && parsed.problems.length).toBe(199_999);
});
