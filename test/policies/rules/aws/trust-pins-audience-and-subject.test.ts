import { readSynth } from "../../../../plans/read-synth";
import { trustPinsAudienceAndSubject } from "../../../../policies/rules/aws/trust-pins-audience-and-subject";
import { runPolicies } from "../../../../policies/run-policies";
import { known, testRule } from "../../support/case-table";
import { EXPECTATIONS } from "../../support/declared";
import { testMutations } from "../../support/mutation-table";

testRule(trustPinsAudienceAndSubject);
testMutations(trustPinsAudienceAndSubject);

test("an issuer that is declared as GitHub's is read as GitHub's, whatever its address", () => {
  const issuer = "ci.acme.example";
  const trusting = (subject: string) => {
    const policy = {
      Version: "2012-10-17",
      Statement: {
        ...{ Sid: "In", Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity" },
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
        Condition: { StringEquals: { [`${issuer}:aud`]: "x" }, StringLike: { [`${issuer}:sub`]: subject } },
      },
    };
    const aws_iam_role = { r: { name: "r", assume_role_policy: JSON.stringify(policy) } };
    const grant = { Effect: "Allow", Action: "bedrock:InvokeModel", Resource: "*" };
    const aws_iam_role_policy = { r: { role: "r", policy: JSON.stringify({ Statement: grant }) } };
    const resource = { aws_iam_role, aws_iam_role_policy };
    return known(readSynth(JSON.stringify({ resource }), { stack: "aws-eu" }));
  };
  const judge = (subject: string) =>
    runPolicies([trusting(subject)], [trustPinsAudienceAndSubject], { expectations: EXPECTATIONS });
  expect(judge("repository_id:71:ref:refs/heads/*")).toEqual([]);
  expect(judge("repository_id:71:*").map(({ detail }) => detail)).toEqual([
    "In: repository_id:71:* also matches pull requests from forks, or other repositories",
  ]);
});
