/** A declaration with every kind of identity, restriction and guard rail on Google Cloud, both routes. */
export const EVERY_GOOGLE_IDENTITY = `organization: acme
models:
  newest: { opus: claude-opus-4-8, sonnet: claude-sonnet-5, haiku: claude-haiku-5-5 }
providers:
  gcp-eu:
    route: vertex
    project: acme-claude
    projectNumber: "123456789012"
    organizationId: "998877665544"
    region: eu
    features: [web_search]
    createProject: { folder: "112233", billingAccount: 012345-6789AB-CDEF01 }
    guardRails: { deny: { except: ["principalSet://goog/group/admins@acme.example"] }, accessBoundary: { alsoProjects: [acme-data] } }
  gcp-accounts:
    route: vertex
    project: acme-accounts
    projectNumber: "223456789012"
    organizationId: "998877665544"
    region: eu
    federation: serviceAccount
    quotaProject: none
    role: { custom: { level: organization } }
    deploy: { impersonate: deployer@acme-ops.iam.gserviceaccount.com, quotaProject: acme-ops }
  gcp-people:
    route: vertex
    project: acme-science
    organizationId: "998877665544"
    region: global
    role: { predefined: roles/aiplatform.user }
    modelRestriction: settings
    signIn: { workforce: { pool: acme-people, provider: okta, oidc: { issuer: "https://acme.okta.com", clientId: "0oa\${x}" } } }
  direct: { route: anthropic-google-cloud, project: acme-direct, projectNumber: "423456789012", workspace: wrkspc_01AbCdEfGh }
teams:
  research:
    uses: gcp-eu
    models: newest
    people: { group: research@acme.example }
    ci:
      nightly: { gitlab: { project: acme/research, branch: main, audience: claude } }
      deploy: { github: { repository: acme/research, ownerId: 9919, repositoryId: 71, environment: production } }
    workloads:
      agent: { gke: { namespace: research, serviceAccount: claude } }
      job: { cloudRun: {} }
      help: { impersonation: { by: ["group:oncall@acme.example"], until: 2027-01-31 } }
      other: { serviceAccount: { email: bot@acme-data.iam.gserviceaccount.com } }
  build:
    uses: gcp-accounts
    models: newest
    ci:
      old: { github: { repository: acme/old, ownerId: 9919, repositoryId: 72, subject: "repo:acme/old:ref:refs/heads/main" } }
  lab:
    uses: gcp-people
    models: newest
    people: { group: lab, subjects: [jane@acme.example] }
  pilots:
    uses: direct
    models: newest
    people: { group: pilots@acme.example }
    ci: { tour: { gitlab: { project: acme/tour, branch: main } } }
`;

/** Stacks of it, in an order in which they can be applied. */
export const EVERY_GOOGLE_STACK = [
  "project-acme-claude",
  "shared-organization-998877665544",
  "shared-acme-accounts",
  "shared-acme-claude",
  "shared-acme-direct",
  "shared-acme-science",
  "direct",
  "gcp-accounts",
  "gcp-eu",
  "gcp-people",
] as const;
