import { githubSubject } from "../../../catalog/pipeline/github-subject";
import { gitlabSubject } from "../../../catalog/pipeline/gitlab-subject";
import { accountTrust } from "../../../constructs/aws/trust/account-trust";
import { ciTrust, workloadTrust } from "../../../constructs/aws/trust/identity-trust";
import { samlTrust } from "../../../constructs/aws/trust/saml-trust";
import { webIdentityTrust } from "../../../constructs/aws/trust/web-identity-trust";

const AT = { partition: "aws", account: "111122223333", region: "eu-central-1" };
const single = (statement: object) => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

test.each([
  [{ branch: "main" }, "repo:acme/payments:ref:refs/heads/main"],
  [{ tag: "v1.2" }, "repo:acme/payments:ref:refs/tags/v1.2"],
  [{ environment: "prod:eu" }, "repo:acme/payments:environment:prod%3Aeu"],
  [
    { environment: "production", ownerId: 9919, repositoryId: 71234567 },
    "repo:acme@9919/payments@71234567:environment:production",
  ],
  [
    { branch: "main", workflow: "acme/ci/.github/workflows/claude.yml@refs/heads/main" },
    "repo:acme/payments:ref:refs/heads/main:job_workflow_ref:acme/ci/.github/workflows/claude.yml@refs/heads/main",
  ],
  [{ subject: "repository_id:71234567:environment:production" }, "repository_id:71234567:environment:production"],
])("a GitHub pipeline %j has one exact subject", (pipeline, subject) => {
  expect(githubSubject({ repository: "acme/payments", ...pipeline })).toBe(subject);
});

test("a GitLab pipeline has one exact subject, by branch or tag", () => {
  expect(gitlabSubject({ project: "acme/research", branch: "main" })).toBe(
    "project_path:acme/research:ref_type:branch:ref:main",
  );
  expect(gitlabSubject({ project: "acme/research", tag: "v1" })).toBe("project_path:acme/research:ref_type:tag:ref:v1");
});

test("a pipeline's trust pins issuer, audience and subject", () => {
  const github = { repository: "acme/payments", branch: "main" };
  expect(ciTrust(AT, { github })).toEqual(
    single({
      Sid: "AssumeFromOneGithubPipeline",
      Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
      Action: ["sts:AssumeRoleWithWebIdentity"],
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:acme/payments:ref:refs/heads/main",
        },
      },
    }),
  );
});

test("an enterprise issuer keeps its path in the provider's ARN and in the condition keys", () => {
  const server = "https://token.actions.githubusercontent.com/acme-enterprise";
  const trust = ciTrust(AT, { github: { repository: "acme/payments", branch: "main", server } });
  expect(trust.Statement[0]?.Principal).toEqual({
    Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com/acme-enterprise",
  });
  expect(Object.keys(trust.Statement[0]?.Condition?.StringEquals ?? {})).toEqual([
    "token.actions.githubusercontent.com/acme-enterprise:aud",
    "token.actions.githubusercontent.com/acme-enterprise:sub",
  ]);
});

test("people with a session tag may tag the session, under the same condition", () => {
  const trust = webIdentityTrust({
    ...AT,
    issuer: "https://acme.okta.com/oauth2/default",
    audience: "0oa1b2c3",
    requestTags: { Group: "claude-payments" },
    sid: "AssumeFromCompanySignIn",
  });
  expect(trust).toEqual(
    single({
      Sid: "AssumeFromCompanySignIn",
      Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/acme.okta.com/oauth2/default" },
      Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "acme.okta.com/oauth2/default:aud": "0oa1b2c3",
          "aws:RequestTag/Group": "claude-payments",
        },
      },
    }),
  );
});

test("refuses a web identity trust that pins an audience alone", () => {
  const props = { ...AT, issuer: "https://acme.okta.com", audience: "0oa1", sid: "Assume" };
  expect(() => webIdentityTrust(props)).toThrow(
    "A trust in https://acme.okta.com needs a subject or a session tag; an audience alone lets in everybody",
  );
});

test.each([
  [
    { eks: { cluster: "prod", namespace: "payments", serviceAccount: "claude" } },
    {
      Sid: "AssumeFromOnePodIdentity",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-central-1:111122223333:cluster/prod",
          "aws:RequestTag/kubernetes-namespace": "payments",
          "aws:RequestTag/kubernetes-service-account": "claude",
        },
      },
    },
  ],
  [
    { irsa: { issuer: "https://oidc.eks.eu-central-1.amazonaws.com/id/ABC", namespace: "n", serviceAccount: "s" } },
    {
      Sid: "AssumeFromOneServiceAccount",
      Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/ABC" },
      Action: ["sts:AssumeRoleWithWebIdentity"],
      Condition: {
        StringEquals: {
          "oidc.eks.eu-central-1.amazonaws.com/id/ABC:aud": "sts.amazonaws.com",
          "oidc.eks.eu-central-1.amazonaws.com/id/ABC:sub": "system:serviceaccount:n:s",
        },
      },
    },
  ],
  [
    { ecs: {} },
    {
      Sid: "AssumeFromTasksOfThisAccount",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: ["sts:AssumeRole"],
      Condition: {
        ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:111122223333:*" },
        StringEquals: { "aws:SourceAccount": "111122223333" },
      },
    },
  ],
  [{ ec2: {} }, { Sid: "AssumeFromEc2", Principal: { Service: "ec2.amazonaws.com" }, Action: ["sts:AssumeRole"] }],
  [
    { lambda: {} },
    { Sid: "AssumeFromLambda", Principal: { Service: "lambda.amazonaws.com" }, Action: ["sts:AssumeRole"] },
  ],
  [
    { account: { account: "444455556666", externalId: "acme-7", organizationId: "o-a1b2c3d4e5" } },
    {
      Sid: "AssumeFromOtherAccount",
      Principal: { AWS: "arn:aws:iam::444455556666:root" },
      Action: ["sts:AssumeRole"],
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "sts:ExternalId": "acme-7" } },
    },
  ],
  [
    { account: { account: "444455556666", role: "arn:aws:iam::444455556666:role/builder" } },
    {
      Sid: "AssumeFromOtherAccount",
      Principal: { AWS: "arn:aws:iam::444455556666:role/builder" },
      Action: ["sts:AssumeRole"],
    },
  ],
])("the trust of workload %j is exactly its own", (source, statement) => {
  expect(workloadTrust(AT, source)).toEqual(single(statement));
});

test("a role that exists keeps its own trust", () => {
  expect(workloadTrust(AT, { existingRole: { arn: "arn:aws:iam::111122223333:role/builder" } })).toBeUndefined();
});

test("refuses to trust a whole account without an external id or an organization", () => {
  expect(() => accountTrust("aws", { account: "444455556666" })).toThrow(
    "A trust in account 444455556666 needs a role, an externalId or an organizationId",
  );
});

test("SAML people come in with AWS's own audience and the tag that stands for their group", () => {
  expect(samlTrust({ ...AT, provider: "AcmeSSO", requestTags: { Group: "claude-payments" } })).toEqual(
    single({
      Sid: "AssumeFromSaml",
      Principal: { Federated: "arn:aws:iam::111122223333:saml-provider/AcmeSSO" },
      Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "SAML:aud": "https://signin.aws.amazon.com/saml",
          "aws:RequestTag/Group": "claude-payments",
        },
      },
    }),
  );
});

test("refuses a SAML trust that lets in everybody of the provider", () => {
  expect(() => samlTrust({ ...AT, provider: "AcmeSSO" })).toThrow(
    "A trust in SAML provider AcmeSSO needs a subject or a session tag",
  );
});
