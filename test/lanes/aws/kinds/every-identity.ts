/** The account that everything but one entry belongs to. */
export const HOME = "111122223333";
/** A second account under the same Identity Center. */
export const OTHER = "444455556666";

/** A declaration with every kind of identity and of grant. The organization's id is the emulator's. */
export const everyIdentity = (organizationId: string): string => `organization: acme
models:
  everyday: { opus: claude-opus-4-8, sonnet: claude-sonnet-5 }
  newest: { opus: claude-opus-5-5 }
providers:
  aws-eu:
    route: bedrock
    account: "${HOME}"
    region: eu-central-1
    geography: eu
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
    permissionsBoundary: arn:aws:iam::${HOME}:policy/acme-boundary
    tags: { cost-center: "4711" }
  aws-ireland:
    route: bedrock
    account: "${HOME}"
    region: eu-west-1
    geography: eu
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
  aws-us:
    route: bedrock
    account: "${OTHER}"
    region: us-east-1
    geography: us
    applicationProfiles: true
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
  aws-okta:
    route: bedrock
    account: "${HOME}"
    region: eu-north-1
    geography: eu
    resolve: plan
    signIn: { oidc: { issuer: https://acme.okta.com, audience: claude, groupTag: Group, laptop: { credentialProcess: acme-login } } }
  aws-saml:
    route: bedrock
    account: "${HOME}"
    region: eu-west-3
    geography: eu
    rolePath: /claude/
    signIn: { saml: { provider: AcmeSSO, metadataFile: saml.xml, groupTag: Group, laptop: { awsAuthRefresh: saml2aws login } } }
teams:
  payments:
    uses: [aws-eu, aws-ireland, aws-us]
    models: everyday
    people: { group: claude-payments }
    ci:
      environment: { github: { repository: acme/payments, ownerId: 9919, repositoryId: 71234567, environment: production } }
      branch: { github: { repository: acme/payments, branch: main } }
      tag: { github: { repository: acme/payments, ownerId: 9919, repositoryId: 71234567, tag: v1 } }
      custom: { github: { repository: acme/payments, subject: "repository_id:71234567:environment:production" } }
      workflow: { github: { repository: acme/payments, ownerId: 9919, repositoryId: 71234567, branch: main, workflow: acme/ci/.github/workflows/claude.yml@refs/heads/main } }
      gitlab: { gitlab: { project: acme/payments, branch: main } }
      other: { oidc: { issuer: https://ci.acme.example, audience: aws, subject: pipeline-1 } }
  platform:
    uses: aws-eu
    models: everyday
    workloads:
      pod: { eks: { cluster: prod, namespace: payments, serviceAccount: claude } }
      irsa: { irsa: { issuer: https://oidc.eks.eu-central-1.amazonaws.com/id/A1B2, namespace: payments, serviceAccount: claude } }
      task: { ecs: {} }
      machine: { ec2: {} }
      function: { lambda: {} }
      builder: { existingRole: { arn: "arn:aws:iam::${HOME}:role/builder" } }
      partner: { account: { account: "${OTHER}", externalId: acme-7 } }
      sibling: { account: { account: "${HOME}", organizationId: ${organizationId} } }
  cards: { uses: aws-okta, models: newest, people: { group: claude-cards } }
  audit: { uses: aws-saml, models: everyday, people: { group: claude-audit } }
`;

/** Metadata of a SAML provider; IAM wants at least a thousand characters. */
export const SAML_METADATA = `<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://login.acme.example">${"<!-- long enough for IAM, which wants a thousand characters -->".repeat(20)}</EntityDescriptor>`;
