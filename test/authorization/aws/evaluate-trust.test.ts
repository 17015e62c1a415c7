import { evaluateTrust, type TrustPrincipal } from "../../../authorization/aws/evaluate-trust";
import { documentOf, judged } from "./judge";
import table from "./tables/principals.json";

interface Case {
  readonly name: string;
  readonly source: string;
  readonly trust: unknown;
  readonly principal: TrustPrincipal;
  readonly roleArn: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly action?: string;
  readonly expect: string;
  readonly needsOwnPermission: boolean;
}
const CASES = table as unknown as readonly Case[];

test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => {
  const { trust, name, source, expect: expected, needsOwnPermission, ...request } = entry;
  const { decision, needsOwnPermission: needs } = evaluateTrust({ trust: documentOf(trust), ...request });
  expect({ decision, needs }).toEqual({ decision: expected, needs: needsOwnPermission });
});

const OWN = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "sts:*", Resource: "*" } };
const NONE = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" } };

/** Callers without session tags: the judge answers for one action at a time. */
const callers = CASES.flatMap((entry) => {
  const { principal } = entry;
  if (principal.kind !== "aws" || principal.sessionTags !== undefined || entry.expect === "undecided") return [];
  const context: Record<string, string> = { ...entry.context };
  if (principal.organizationId !== undefined) context["aws:PrincipalOrgID"] = principal.organizationId;
  if (principal.externalId !== undefined) context["sts:ExternalId"] = principal.externalId;
  for (const [tag, value] of Object.entries(principal.principalTags ?? {})) context[`aws:PrincipalTag/${tag}`] = value;
  context["aws:PrincipalArn"] ??= principal.arn;
  const question = {
    action: entry.action ?? "sts:AssumeRole",
    resource: entry.roleArn,
    principal: principal.arn,
    context,
    resourcePolicy: entry.trust,
  };
  return [{ ...entry, question }];
});

test.each(callers.map((entry) => [entry.name, entry] as const))("the judge on a caller: %s", async (_, entry) => {
  expect(await judged({ ...entry.question, identity: [OWN] })).toBe(entry.expect);
  const without = entry.needsOwnPermission ? "implicitlyDenied" : entry.expect;
  expect(await judged({ ...entry.question, identity: [NONE] })).toBe(without);
});

test("names the statement that lets in, once for all actions", () => {
  const trust = documentOf({
    Statement: [
      { Sid: "Other", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
      {
        Sid: "Pod",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
      },
    ],
  });
  const principal = { kind: "service", service: "pods.eks.amazonaws.com", sessionTags: { a: "b" } } as const;
  expect(evaluateTrust({ trust, principal, roleArn: "arn:aws:iam::111122223333:role/r" })).toEqual({
    decision: "allowed",
    because: [{ policy: "trust", sid: "Pod", statementIndex: 1 }],
    needsOwnPermission: false,
  });
});

test("refuses a token whose tag is called __proto__ where tagging is not allowed", () => {
  const issuer = "https://gitlab.com";
  const trust = documentOf({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/gitlab.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
    },
  });
  const ask = (claims: Record<string, unknown>) =>
    evaluateTrust({
      trust,
      principal: { kind: "webIdentity", issuer, claims },
      roleArn: "arn:aws:iam::111122223333:role/r",
    });
  const hostile: unknown = JSON.parse('{"principal_tags":{"__proto__":["x"]}}');
  expect(ask({ sub: "s" }).decision).toBe("allowed");
  expect(ask({ sub: "s", "https://aws.amazon.com/tags": hostile }).decision).toBe("implicitlyDenied");
  expect(ask({ sub: "s", "https://aws.amazon.com/tags": "x" }).decision).toBe("implicitlyDenied");
  expect(ask({ sub: "s", "https://aws.amazon.com/tags": { principal_tags: "x" } }).decision).toBe("implicitlyDenied");
});
