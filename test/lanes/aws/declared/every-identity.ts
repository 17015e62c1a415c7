/** Accounts of the declaration: two regions each, one Identity Center for both. */
export const [FIRST, SECOND] = ["111122223333", "444455556666"] as const;

/** Stacks by account, in an order in which they can be applied. */
export const STACKS_OF = {
  [FIRST]: [`shared-${FIRST}`, "aws-eu", "aws-ie"],
  [SECOND]: [`shared-${SECOND}`, "aws-us", "aws-oh"],
} as const;

/** What only the emulators know before. */
export interface Seeded {
  readonly instanceArn: string;
  /** Group of payments in the identity store. */
  readonly paymentsGroupId: string;
  readonly organizationId: string;
}

/** Metadata of a SAML identity provider; IAM wants at least a thousand characters. */
export const samlMetadata = (host: string): string =>
  `<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://${host}/saml">` +
  `${"<!-- made for a test: nobody signs in with this -->".repeat(24)}</EntityDescriptor>`;

/**
 * Every kind of identity; two regions of one account (twice); two accounts under one Identity Center; one team at two
 * entries; boundaries, a path, application profiles; a model whose destinations only a plan knows (`claude-opus-5-5`).
 */
export const everyIdentity = ({ instanceArn, paymentsGroupId, organizationId }: Seeded): string => `organization: acme
models:
  everyday: { opus: claude-opus-4-8, sonnet: claude-sonnet-5 }
  next: { opus: claude-opus-5-5, sonnet: claude-sonnet-5 }
  small: { haiku: claude-haiku-4-5 }
providers:
  aws-eu:
    route: bedrock
    account: "${FIRST}"
    region: eu-central-1
    geography: eu
    resolve: plan
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
    permissionsBoundary: arn:aws:iam::${FIRST}:policy/limits/acme-boundary
    rolePath: /claude/
    sessionMinutes: 120
    tags: { cost-center: "4711", "acme:owner": platform team }
  aws-ie:
    route: bedrock
    account: "${FIRST}"
    region: eu-west-1
    geography: eu
    signIn:
      oidc:
        issuer: https://login.acme.example/realms/staff
        audience: claude-on-aws
        groupTag: team
        laptop: { credentialProcess: acme-login --for claude }
  aws-us:
    route: bedrock
    account: "${SECOND}"
    region: us-east-1
    geography: us
    applicationProfiles: true
    signIn:
      identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start, instanceArn: "${instanceArn}" }
    identityProviders: { existing: [https://gitlab.com] }
  aws-oh:
    route: bedrock
    account: "${SECOND}"
    region: us-east-2
    geography: us
    signIn:
      saml:
        provider: acme-sso
        metadataFile: acme-sso.xml
        groupTag: team
        laptop: { awsAuthRefresh: acme-login --saml }
teams:
  payments:
    uses: [aws-eu, aws-us]
    models: everyday
    people: { groupId: ${paymentsGroupId}, sessionMinutes: 240 }
    ci:
      deploy: { github: { repository: acme/payments, ownerId: 9919, repositoryId: 71234567, environment: production } }
      nightly: { gitlab: { project: acme/payments, branch: main }, sessionMinutes: 60 }
  platform:
    uses: aws-eu
    models: next
    people: { group: claude-platform }
    ci:
      by-name: { github: { repository: acme/platform, branch: main } }
      customised: { github: { repository: acme/platform, subject: "repository_id:555:environment:live" } }
      reusable:
        github:
          repository: acme/platform
          ownerId: 9919
          repositoryId: 555
          tag: v1
          workflow: acme/workflows/.github/workflows/release.yml@refs/heads/main
      enterprise: { github: { repository: acme/tools, branch: main, server: https://github.acme.example/_services/token } }
      other: { oidc: { issuer: https://ci.acme.example, audience: claude, subject: "pipeline:release" } }
    workloads:
      pod: { eks: { cluster: prod, namespace: platform, serviceAccount: claude } }
      irsa:
        irsa:
          issuer: https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF
          namespace: platform
          serviceAccount: claude
      task: { ecs: {} }
      machine: { ec2: {} }
      function: { lambda: {} }
      legacy: { existingRole: { arn: "arn:aws:iam::${FIRST}:role/teams/legacy-batch" } }
      partner: { account: { account: "777788889999", externalId: agreed-with-partner } }
      sister: { account: { account: "${SECOND}", organizationId: ${organizationId} } }
  research:
    uses: aws-ie
    models: small
    people: { group: research }
    ci:
      nightly: { gitlab: { project: acme/research, tag: stable } }
  reviewers:
    uses: aws-ie
    models: small
    people: { subjects: [ada, grace] }
  finance:
    uses: aws-oh
    models: everyday
    people: { group: finance }
    workloads:
      report: { lambda: {} }
  auditors:
    uses: aws-oh
    models: small
    people: { subjects: [auditor@acme.example] }
`;
