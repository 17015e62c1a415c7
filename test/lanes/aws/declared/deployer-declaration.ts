/** The account of both entries. */
export const DEPLOYED_ACCOUNT = "111122223333";
/** A role that exists before, in a path of its own. */
export const LEGACY_ROLE = `arn:aws:iam::${DEPLOYED_ACCOUNT}:role/teams/legacy-batch`;
/** Path of the roles and policies of each stack. */
export const ROLE_PATHS: Readonly<Record<string, string>> = {
  [`shared-${DEPLOYED_ACCOUNT}`]: "/claude/",
  "aws-eu": "/claude/",
  "aws-ie": "/",
};

/** What changes in the life of a declaration. */
export interface Lifetime {
  readonly tags: string;
  readonly sessionMinutes: number;
  readonly isBounded: boolean;
  readonly audience: string;
  readonly branch: string;
  readonly models: string;
  /** Name of the team, with what it was called before. */
  readonly team: string;
}

const declare = ({ tags, sessionMinutes, isBounded, audience, branch, models, team }: Lifetime): string => {
  const boundary = isBounded
    ? `permissionsBoundary: "arn:aws:iam::${DEPLOYED_ACCOUNT}:policy/limits/acme-boundary"`
    : "# no boundary";
  return `organization: acme
models: { everyday: { ${models} }, next: { opus: claude-opus-5-5 } }
providers:
  aws-eu:
    route: bedrock
    account: "${DEPLOYED_ACCOUNT}"
    region: eu-central-1
    geography: eu
    applicationProfiles: true
    rolePath: /claude/
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
    sessionMinutes: ${sessionMinutes}
    tags: ${tags}
    ${boundary}
  aws-ie:
    route: bedrock
    account: "${DEPLOYED_ACCOUNT}"
    region: eu-west-1
    geography: eu
    resolve: plan
    signIn: { saml: { provider: acme-sso, metadataFile: acme-sso.xml, groupTag: team, laptop: { awsAuthRefresh: acme-login } } }
    sessionMinutes: ${sessionMinutes}
    tags: ${tags}
    ${boundary}
teams:
  ${team}
    uses: aws-eu
    models: everyday
    people: { group: claude-payments }
    ci:
      deploy: { github: { repository: acme/payments, ownerId: 9919, repositoryId: 71234567, branch: ${branch} } }
      other: { oidc: { issuer: https://ci.acme.example, audience: ${audience}, subject: "pipeline:release" } }
    workloads:
      pod: { eks: { cluster: prod, namespace: payments, serviceAccount: claude } }
      machine: { ec2: {} }
      legacy: { existingRole: { arn: "${LEGACY_ROLE}" } }
  research:
    uses: aws-ie
    models: next
    people: { group: research }
`;
};

const FIRST: Lifetime = {
  ...{ tags: '{ stage: "1" }', sessionMinutes: 60, isBounded: false, audience: "one", branch: "main" },
  ...{ models: "sonnet: claude-sonnet-5, opus: claude-opus-4-8", team: "payments:" },
};
const SECOND: Lifetime = {
  ...{ tags: '{ phase: "2", part: all }', sessionMinutes: 120, isBounded: true, audience: "two", branch: "release" },
  ...{ models: "sonnet: claude-sonnet-5", team: "cards:\n    formerly: payments" },
};
const THIRD: Lifetime = { ...SECOND, isBounded: false, team: "cards:" };

/** A declaration as it is first, after everything changed in place, and after what had to be made anew was. */
export const LIFE: readonly string[] = [FIRST, SECOND, THIRD].map(declare);
