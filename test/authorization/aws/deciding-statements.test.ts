import { compilePolicies, evaluateRequest } from "../../../authorization/aws/evaluate-request";
import { UNRESOLVED } from "../../../authorization/aws/unresolved";
import { documentOf } from "./judge";

const policy = (name: string, ...Statement: readonly unknown[]) => ({
  name,
  document: documentOf({ Version: "2012-10-17", Statement }),
});
const allow = (Sid: string, more: object = {}) => ({ Sid, Effect: "Allow", Action: "s3:*", Resource: "*", ...more });
const deny = (Sid: string, more: object = {}) => ({ ...allow(Sid, more), Effect: "Deny" });
const request = { action: "s3:GetObject", resource: "arn:aws:s3:::bucket/key" };
const TEAM = { Condition: { StringEquals: { "aws:PrincipalTag/team": "payments" } } };

test("names the statements that allow, of the identity and of its boundary", () => {
  const identityPolicies = [
    policy("one", allow("No", { Action: "iam:*" }), allow("Yes")),
    policy("two", allow("Also")),
  ];
  expect(
    evaluateRequest({ request, identityPolicies, permissionsBoundary: policy("boundary", allow("Bound")) }),
  ).toEqual({
    decision: "allowed",
    because: [
      { policy: "one", sid: "Yes", statementIndex: 1 },
      { policy: "two", sid: "Also", statementIndex: 0 },
      { policy: "boundary", sid: "Bound", statementIndex: 0 },
    ],
  });
});

test("names the statements that deny, wherever they stand", () => {
  const scps = [[policy("root", allow("All"), deny("Never"))]];
  expect(evaluateRequest({ request, identityPolicies: [policy("one", allow("Yes"), deny("No"))], scps })).toEqual({
    decision: "explicitlyDenied",
    because: [
      { policy: "one", sid: "No", statementIndex: 1 },
      { policy: "root", sid: "Never", statementIndex: 1 },
    ],
  });
});

test("names nothing where nothing allows", () => {
  expect(evaluateRequest({ request, identityPolicies: [policy("one", allow("No", TEAM))] })).toEqual({
    decision: "implicitlyDenied",
    because: [],
  });
});

test("leaves open what hangs on a value that is not known, and names it", () => {
  const open = { ...request, context: { "AWS:principaltag/Team": UNRESOLVED } } as const;
  expect(evaluateRequest({ request: open, identityPolicies: [policy("one", allow("Maybe", TEAM))] })).toEqual({
    decision: "undecided",
    because: [{ policy: "one", sid: "Maybe", statementIndex: 0 }],
  });
  expect(
    evaluateRequest({ request: open, identityPolicies: [policy("one", allow("Yes"), deny("Maybe", TEAM))] }),
  ).toEqual({
    decision: "undecided",
    because: [{ policy: "one", sid: "Maybe", statementIndex: 1 }],
  });
  const variable = allow("Maybe", { Resource: "arn:aws:s3:::bucket/${aws:PrincipalTag/team}" });
  expect(evaluateRequest({ request: open, identityPolicies: [policy("one", variable)] }).decision).toBe("undecided");
  const isNull = allow("Maybe", { Condition: { Null: { "aws:PrincipalTag/team": "false" } } });
  expect(evaluateRequest({ request: open, identityPolicies: [policy("one", isNull)] }).decision).toBe("undecided");
});

test("leaves open what an identity policy says with elements of another kind of policy", () => {
  const foreign = [allow("Named", { Principal: "*" }), { Sid: "Bare", Effect: "Allow", Action: "s3:*" }];
  for (const statement of foreign) {
    expect(evaluateRequest({ request, identityPolicies: [policy("one", statement)] }).decision).toBe("undecided");
  }
});

test("leaves open what a resource policy says to a principal that is not given", () => {
  const resourcePolicies = [policy("bucket", allow("Named", { Principal: { AWS: "*" } }))];
  const identityPolicies = [policy("one", allow("Yes"))];
  expect(evaluateRequest({ request, identityPolicies, resourcePolicies }).decision).toBe("undecided");
});

test("leaves open whether a boundary limits what a resource grants to a session itself", () => {
  const session = "arn:aws:sts::111122223333:assumed-role/claude/ada";
  const resourcePolicies = [policy("bucket", allow("Session", { Principal: { AWS: session } }))];
  const set = {
    identityPolicies: [],
    resourcePolicies,
    permissionsBoundary: policy("boundary", allow("Else", { Action: "iam:*" })),
  };
  const ask = { ...request, principal: { type: "AWS", arn: session }, resourceAccount: "111122223333" } as const;
  expect(evaluateRequest({ ...set, request: ask }).decision).toBe("undecided");
  expect(evaluateRequest({ identityPolicies: [], resourcePolicies, request: ask }).decision).toBe("allowed");
});

test("answers many questions of documents that were read once", () => {
  const ask = compilePolicies({
    identityPolicies: [policy("one", allow("Yes", { Resource: "arn:aws:s3:::bucket/*" }))],
  });
  const answers = ["arn:aws:s3:::bucket/a", "arn:aws:s3:::other/a"].map(
    (resource) => ask({ ...request, resource }).decision,
  );
  expect(answers).toEqual(["allowed", "implicitlyDenied"]);
});

test("takes time in proportion to a hostile pattern's length, not more", () => {
  const hostile = `arn:aws:s3:::${"*a".repeat(2000)}`;
  const ask = compilePolicies({ identityPolicies: [policy("one", allow("Slow", { Resource: hostile }))] });
  expect(ask({ ...request, resource: `arn:aws:s3:::${"a".repeat(1999)}b` }).decision).toBe("implicitlyDenied");
});
