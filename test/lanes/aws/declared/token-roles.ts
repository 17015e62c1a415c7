/** What a token says of itself. */
export type Claims = Readonly<Record<string, unknown>>;

/** A role that tokens are exchanged for, and by hand which ones are right. */
export interface TokenRole {
  readonly identity: string;
  readonly kind: "github" | "gitlab" | "irsa" | "other" | "people";
  readonly issuer: string;
  readonly audience: string;
  /** Only these come in. Undefined where a tag stands for the group. */
  readonly subjects?: readonly string[];
  /** Session tag `team` that comes in, whatever the subject. */
  readonly group?: string;
}

export const TOKEN_ACCOUNT = "111122223333";

/** Every kind of role that takes tokens, at one entry. */
export const TOKEN_DECLARATION = `organization: acme
models: { small: { haiku: claude-haiku-4-5 } }
providers:
  aws:
    route: bedrock
    account: "${TOKEN_ACCOUNT}"
    region: eu-central-1
    geography: eu
    signIn:
      oidc:
        issuer: https://login.acme.example/realms/staff
        audience: claude-on-aws
        groupTag: team
        laptop: { awsAuthRefresh: acme-login }
teams:
  ci:
    uses: aws
    models: small
    ci:
      environment: { github: { repository: acme/payments, ownerId: 9919, repositoryId: 71234567, environment: production } }
      branch: { github: { repository: acme/payments, ownerId: 9919, repositoryId: 71234567, branch: main } }
      colon: { github: { repository: acme/payments, ownerId: 9919, repositoryId: 71234567, environment: "eu:live" } }
      by-name: { github: { repository: acme/payments, environment: production } }
      by-name-tag: { github: { repository: acme/payments, tag: v1 } }
      customised: { github: { repository: acme/platform, subject: "repository_id:555:environment:live" } }
      reusable:
        github:
          repository: acme/platform
          ownerId: 9919
          repositoryId: 555
          branch: main
          workflow: acme/workflows/.github/workflows/release.yml@refs/heads/main
      enterprise: { github: { repository: acme/tools, branch: main, server: https://github.acme.example/_services/token } }
      gitlab: { gitlab: { project: acme/apps/research, branch: main } }
      gitlab-tag: { gitlab: { project: acme/apps/research, tag: stable, server: https://gitlab.acme.example, audience: aws } }
      other: { oidc: { issuer: https://ci.acme.example/tenant/, audience: claude, subject: "pipeline:release" } }
    workloads:
      pod:
        irsa:
          issuer: https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF
          namespace: apps
          serviceAccount: claude
  research:
    uses: aws
    models: small
    people: { group: research }
  reviewers:
    uses: aws
    models: small
    people: { subjects: [ada, grace] }
`;

const GITHUB = {
  kind: "github",
  issuer: "https://token.actions.githubusercontent.com",
  audience: "sts.amazonaws.com",
} as const;
const STAFF = { kind: "people", issuer: "https://login.acme.example/realms/staff", audience: "claude-on-aws" } as const;
const IMMUTABLE = "repo:acme@9919/payments@71234567";

/** Written by hand from the declaration and from what GitHub, GitLab and Kubernetes say of their tokens. */
export const TOKEN_ROLES: readonly TokenRole[] = [
  { identity: "ci_ci_environment", ...GITHUB, subjects: [`${IMMUTABLE}:environment:production`] },
  { identity: "ci_ci_branch", ...GITHUB, subjects: [`${IMMUTABLE}:ref:refs/heads/main`] },
  { identity: "ci_ci_colon", ...GITHUB, subjects: [`${IMMUTABLE}:environment:eu%3Alive`] },
  { identity: "ci_ci_by-name", ...GITHUB, subjects: ["repo:acme/payments:environment:production"] },
  { identity: "ci_ci_by-name-tag", ...GITHUB, subjects: ["repo:acme/payments:ref:refs/tags/v1"] },
  { identity: "ci_ci_customised", ...GITHUB, subjects: ["repository_id:555:environment:live"] },
  {
    identity: "ci_ci_reusable",
    ...GITHUB,
    subjects: [
      "repo:acme@9919/platform@555:ref:refs/heads/main:job_workflow_ref:acme/workflows/.github/workflows/release.yml@refs/heads/main",
    ],
  },
  {
    identity: "ci_ci_enterprise",
    ...{ ...GITHUB, issuer: "https://github.acme.example/_services/token" },
    subjects: ["repo:acme/tools:ref:refs/heads/main"],
  },
  {
    identity: "ci_ci_gitlab",
    ...{ kind: "gitlab", issuer: "https://gitlab.com", audience: "https://gitlab.com" },
    subjects: ["project_path:acme/apps/research:ref_type:branch:ref:main"],
  },
  {
    identity: "ci_ci_gitlab-tag",
    ...{ kind: "gitlab", issuer: "https://gitlab.acme.example", audience: "aws" },
    subjects: ["project_path:acme/apps/research:ref_type:tag:ref:stable"],
  },
  {
    identity: "ci_ci_other",
    ...{ kind: "other", issuer: "https://ci.acme.example/tenant/", audience: "claude" },
    subjects: ["pipeline:release"],
  },
  {
    identity: "ci_workload_pod",
    kind: "irsa",
    issuer: "https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
    audience: "sts.amazonaws.com",
    subjects: ["system:serviceaccount:apps:claude"],
  },
  { identity: "research_people", ...STAFF, group: "research" },
  { identity: "reviewers_people", ...STAFF, subjects: ["ada", "grace"] },
];
