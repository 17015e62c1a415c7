/** What `claude-access init` writes: a declaration that loads, every part explained. */
export const START = `# yaml-language-server: $schema=./node_modules/claude-code-access/access.schema.json
# Who may use which Claude models, through which route. Change the names and numbers below, then: npx cdktf deploy
organization: acme # lower-case letters, digits and hyphens

# state: { s3: { bucket: acme-terraform, region: eu-central-1 } } # Terraform backend, one key a stack; local when left out

models: # named sets; a team names one. What is pinned is what is granted
  everyday: { opus: claude-opus-4-8, sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }

providers: # where Claude is reached; each becomes one Terraform stack
  aws-eu:
    route: bedrock
    account: "111122223333" # twelve digits, in quotes
    region: eu-central-1
    geography: eu # which inference profiles; never wider than said
    signIn: # how people get in; leave it out when only pipelines and workloads do
      identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start }
    # permissionsBoundary: arn:aws:iam::111122223333:policy/boundary
    # deploy: { profile: platform } # how the deployer signs in; ambient credentials when left out

teams:
  payments:
    uses: aws-eu
    models: everyday
    people: { group: claude-payments } # display name of a group in the Identity Center
    # ci:
    #   deploy: # ids: gh api repos/acme/payments --jq '.owner.id, .id'
    #     github: { repository: acme/payments, ownerId: 9919, repositoryId: 71234567, environment: production }
    # workloads:
    #   reviewer: { eks: { cluster: prod, namespace: payments, serviceAccount: claude } }

clients: # what every client is told, whatever its route
  minimumVersion: 2.1.330
  env: { DISABLE_AUTOUPDATER: "1" }
`;
