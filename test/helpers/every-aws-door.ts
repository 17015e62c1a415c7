/** Two workspaces of Claude Platform on AWS, Mantle alone and with Bedrock beside it; people, pipelines and workloads. */
export const EVERY_AWS_DOOR = `organization: acme
models:
  everyday: { opus: claude-opus-4-8, sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
  small: { haiku: claude-haiku-4-5, retiring: [{ model: claude-sonnet-5, until: 2027-01-31 }] }
  mixed: { opus: claude-opus-4-8, sonnet: claude-sonnet-4-6, default: opus }
providers:
  platform:
    route: anthropic-aws
    account: "111122223333"
    region: us-east-1
    workspace: wrkspc_01AbCdEfGh
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
    permissionsBoundary: arn:aws:iam::111122223333:policy/acme-boundary
  platform-two:
    route: anthropic-aws
    account: "111122223333"
    region: us-east-1
    workspace: wrkspc_02AbCdEfGh
    signIn: { oidc: { issuer: https://idp.acme.example, audience: claude, groupTag: Group, laptop: { awsAuthRefresh: "acme-login {profile}" } } }
  mantle:
    route: mantle
    account: "111122223333"
    region: eu-central-1
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
  beside: { route: mantle, account: "444455556666", region: eu-central-1, bedrock: { geography: eu } }
teams:
  payments:
    uses: platform
    models: everyday
    people: { group: claude-payments }
    ci: { deploy: { github: { repository: acme/payments, ownerId: 9919, repositoryId: 71, environment: production } } }
    workloads:
      pod: { eks: { cluster: prod-us, namespace: payments, serviceAccount: claude } }
      function: { lambda: {} }
      old: { existingRole: { arn: "arn:aws:iam::111122223333:role/old" } }
  research: { uses: platform-two, models: everyday, people: { group: claude-research } }
  support:
    uses: mantle
    models: everyday
    people: { group: claude-support }
    ci: { deploy: { github: { repository: acme/support, ownerId: 9919, repositoryId: 72, environment: production } } }
    workloads: { pod: { eks: { cluster: prod, namespace: support, serviceAccount: claude } }, function: { lambda: {} } }
  tools: { uses: mantle, models: small, formerly: toolbox, ci: { nightly: { gitlab: { project: acme/tools, branch: main } } } }
  cards: { uses: beside, models: mixed, ci: { deploy: { gitlab: { project: acme/cards, branch: main } } } }
clients: { minimumVersion: 2.1.330, env: { CLAUDE_CODE_MAX_RETRIES: "0", CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1" } }
`;
