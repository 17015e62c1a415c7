import { EVERY_GOOGLE_IDENTITY, EVERY_GOOGLE_STACK } from "../helpers/every-google-identity";
import { countResources } from "../helpers/synth";
import { synthDeclaration } from "../helpers/synth-declaration";

const stacks = synthDeclaration(EVERY_GOOGLE_IDENTITY);
const of = (stack: string, type: string) => stacks[stack]?.resource?.[type] ?? {};
/** Who gets what in a stack: address, role, member. */
const grantsOf = (stack: string) =>
  Object.entries(of(stack, "google_project_iam_member")).map(([name, { project, role, member, condition }]) => {
    expect(condition).toBeUndefined();
    return [name, project, role, member];
  });

const POOLS = "principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools";
const INVOKE = "projects/acme-claude/roles/claudeCodeInvoke";
const accountOf = (id: string, project: string) => `serviceAccount:${id}@${project}.iam.gserviceaccount.com`;

test("every resource of every stack is counted", () => {
  expect(Object.keys(stacks).sort()).toEqual([...EVERY_GOOGLE_STACK].sort());
  expect(Object.fromEntries(Object.entries(stacks).map(([name, stack]) => [name, countResources(stack)]))).toEqual({
    direct: { google_project_iam_member: 4 },
    "gcp-accounts": { google_project_iam_member: 1, google_service_account: 1, google_service_account_iam_member: 1 },
    "gcp-eu": { google_project_iam_member: 8, google_service_account: 2, google_service_account_iam_member: 1 },
    "gcp-people": { google_project_iam_member: 4 },
    "project-acme-claude": { google_project: 1 },
    "shared-acme-accounts": {
      google_iam_workload_identity_pool: 1,
      google_iam_workload_identity_pool_provider: 1,
      google_org_policy_policy: 1,
      google_project_service: 6,
    },
    "shared-acme-claude": {
      google_iam_deny_policy: 1,
      google_iam_principal_access_boundary_policy: 1,
      google_iam_projects_policy_binding: 2,
      google_iam_workload_identity_pool: 2,
      google_iam_workload_identity_pool_provider: 2,
      google_org_policy_policy: 2,
      google_project_iam_custom_role: 2,
      google_project_service: 6,
    },
    "shared-acme-direct": {
      google_iam_workload_identity_pool: 1,
      google_iam_workload_identity_pool_provider: 1,
      google_project_iam_custom_role: 2,
      google_project_service: 5,
    },
    "shared-acme-science": { google_project_iam_custom_role: 1, google_project_service: 3 },
    "shared-organization-998877665544": {
      google_iam_workforce_pool: 1,
      google_iam_workforce_pool_provider: 1,
      google_organization_iam_custom_role: 1,
    },
  });
});

test("each identity of a team gets the one role, additively, and people may name the project for quota", () => {
  expect(grantsOf("gcp-eu")).toEqual([
    [
      "research_ci_deploy",
      "acme-claude",
      INVOKE,
      `${POOLS}/claude-github/subject/repo:acme@9919/research@71:environment:production`,
    ],
    [
      "research_ci_nightly",
      "acme-claude",
      INVOKE,
      `${POOLS}/claude-gitlab/subject/project_path:acme/research:ref_type:branch:ref:main`,
    ],
    ["research_people", "acme-claude", INVOKE, "group:research@acme.example"],
    [
      "research_people_quota",
      "acme-claude",
      "projects/acme-claude/roles/claudeCodeQuota",
      "group:research@acme.example",
    ],
    [
      "research_workload_agent",
      "acme-claude",
      INVOKE,
      `${POOLS}/acme-claude.svc.id.goog/subject/ns/research/sa/claude`,
    ],
    ["research_workload_help", "acme-claude", INVOKE, accountOf("claude-research-help-72ccea", "acme-claude")],
    ["research_workload_job", "acme-claude", INVOKE, accountOf("claude-research-job-a482de", "acme-claude")],
    ["research_workload_other", "acme-claude", INVOKE, accountOf("bot", "acme-data")],
  ]);
  const workforce = "iam.googleapis.com/locations/global/workforcePools/acme-people";
  expect(grantsOf("gcp-people").map(([, ...grant]) => grant)).toEqual([
    ["acme-science", "roles/aiplatform.user", `principalSet://${workforce}/group/lab`],
    ["acme-science", "roles/aiplatform.user", `principal://${workforce}/subject/jane@acme.example`],
    ["acme-science", "projects/acme-science/roles/claudeCodeQuota", `principalSet://${workforce}/group/lab`],
    [
      "acme-science",
      "projects/acme-science/roles/claudeCodeQuota",
      `principal://${workforce}/subject/jane@acme.example`,
    ],
  ]);
  const tour =
    "principal://iam.googleapis.com/projects/423456789012/locations/global/workloadIdentityPools/claude-gitlab/subject/project_path:acme/tour:ref_type:branch:ref:main";
  expect(grantsOf("direct")).toEqual([
    ["pilots_ci_tour", "acme-direct", "roles/claude.user", tour],
    ["pilots_ci_tour_project", "acme-direct", "projects/acme-direct/roles/claudeCodeProject", tour],
    ["pilots_people", "acme-direct", "roles/claude.user", "group:pilots@acme.example"],
    ["pilots_people_quota", "acme-direct", "projects/acme-direct/roles/claudeCodeQuota", "group:pilots@acme.example"],
  ]);
});

test("a service account stands between a pipeline and the role where that is declared, and for impersonation until a day", () => {
  const account = of("gcp-accounts", "google_service_account").build_ci_old ?? {};
  const own = String(account.account_id);
  expect(own).toMatch(/^claude-build-old-[0-9a-f]{6}$/);
  expect(account).toEqual({
    account_id: own,
    display_name: "Claude Code: build, ci/old",
    project: "acme-accounts",
  });
  expect(grantsOf("gcp-accounts")).toEqual([
    [
      "build_ci_old",
      "acme-accounts",
      "organizations/998877665544/roles/claudeCodeInvoke",
      accountOf(own, "acme-accounts"),
    ],
  ]);
  expect(of("gcp-accounts", "google_service_account_iam_member")).toEqual({
    build_ci_old: {
      depends_on: ["google_service_account.build_ci_old"],
      member:
        "principal://iam.googleapis.com/projects/223456789012/locations/global/workloadIdentityPools/claude-github/subject/repo:acme/old:ref:refs/heads/main",
      role: "roles/iam.workloadIdentityUser",
      service_account_id: `projects/acme-accounts/serviceAccounts/${own}@acme-accounts.iam.gserviceaccount.com`,
    },
  });
  expect(Object.values(of("gcp-eu", "google_service_account_iam_member"))).toEqual([
    {
      condition: { expression: 'request.time < timestamp("2027-02-01T00:00:00Z")', title: "until 2027-01-31" },
      depends_on: ["google_service_account.research_workload_help"],
      member: "group:oncall@acme.example",
      role: "roles/iam.serviceAccountTokenCreator",
      service_account_id:
        "projects/acme-claude/serviceAccounts/claude-research-help-72ccea@acme-claude.iam.gserviceaccount.com",
    },
  ]);
});

/** Everything that needs a service waits for all of them. */
const SERVICES_ON = ["aiplatform", "cloudresourcemanager", "iam", "iamcredentials", "orgpolicy", "sts"].map(
  (service) => `google_project_service.${service}-googleapis-com`,
);

test("a pool takes the tokens of declared pipelines only; ids are asked for where the subject does not hold them", () => {
  expect(of("shared-acme-claude", "google_iam_workload_identity_pool_provider")).toEqual({
    github: {
      attribute_condition: 'assertion.sub in ["repo:acme@9919/research@71:environment:production"]',
      attribute_mapping: {
        "attribute.repository": "assertion.repository",
        "attribute.repository_id": "assertion.repository_id",
        "attribute.repository_owner_id": "assertion.repository_owner_id",
        "google.subject": "assertion.sub",
      },
      depends_on: SERVICES_ON,
      display_name: "github",
      oidc: { issuer_uri: "https://token.actions.githubusercontent.com" },
      project: "acme-claude",
      workload_identity_pool_id: "${google_iam_workload_identity_pool.github.workload_identity_pool_id}",
      workload_identity_pool_provider_id: "github",
    },
    gitlab: {
      attribute_condition: 'assertion.sub in ["project_path:acme/research:ref_type:branch:ref:main"]',
      attribute_mapping: { "attribute.project_path": "assertion.project_path", "google.subject": "assertion.sub" },
      depends_on: SERVICES_ON,
      display_name: "gitlab",
      oidc: { allowed_audiences: ["claude"], issuer_uri: "https://gitlab.com" },
      project: "acme-claude",
      workload_identity_pool_id: "${google_iam_workload_identity_pool.gitlab.workload_identity_pool_id}",
      workload_identity_pool_provider_id: "gitlab",
    },
  });
  expect(of("shared-acme-accounts", "google_iam_workload_identity_pool_provider").github?.attribute_condition).toBe(
    '(assertion.sub == "repo:acme/old:ref:refs/heads/main" && assertion.repository_id == "72" && assertion.repository_owner_id == "9919")',
  );
});

test("people of a company come in through a pool of the organization, those declared and nobody else", () => {
  expect(of("shared-organization-998877665544", "google_iam_workforce_pool_provider")).toEqual({
    "acme-people_okta": {
      attribute_condition: 'google.groups.exists(group, group in ["lab"]) || google.subject in ["jane@acme.example"]',
      attribute_mapping: { "google.groups": "assertion.groups", "google.subject": "assertion.sub" },
      display_name: "okta",
      location: "global",
      oidc: {
        client_id: "0oa$${x}",
        issuer_uri: "https://acme.okta.com",
        web_sso_config: { assertion_claims_behavior: "ONLY_ID_TOKEN_CLAIMS", response_type: "ID_TOKEN" },
      },
      provider_id: "okta",
      workforce_pool_id: "${google_iam_workforce_pool.acme-people.workforce_pool_id}",
    },
  });
});

test("people of a company with SAML come in by the attribute that the company names", () => {
  const groups = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";
  const entra = synthDeclaration(
    EVERY_GOOGLE_IDENTITY.replace(
      /provider: okta, oidc: .* \} \} \}/,
      `provider: entra, saml: { metadataFile: entra.xml, groupsAttribute: "${groups}" } } }`,
    ),
  )["shared-organization-998877665544"]?.resource?.google_iam_workforce_pool_provider;
  expect(entra).toEqual({
    "acme-people_entra": {
      attribute_condition: 'google.groups.exists(group, group in ["lab"]) || google.subject in ["jane@acme.example"]',
      attribute_mapping: {
        "google.groups": `assertion.attributes["${groups}"]`,
        "google.subject": "assertion.subject",
      },
      display_name: "entra",
      location: "global",
      provider_id: "entra",
      saml: { idp_metadata_xml: '<EntityDescriptor entityID="$${x}"/>' },
      workforce_pool_id: "${google_iam_workforce_pool.acme-people.workforce_pool_id}",
    },
  });
});

test("a grant to a service account that is made here waits for it", () => {
  const waiting = (stack: string) =>
    Object.entries(of(stack, "google_project_iam_member")).flatMap(([name, { depends_on: on }]) =>
      on === undefined ? [] : [[name, on]],
    );
  expect(waiting("gcp-eu")).toEqual([
    ["research_workload_help", ["google_service_account.research_workload_help"]],
    ["research_workload_job", ["google_service_account.research_workload_job"]],
  ]);
  expect(waiting("gcp-accounts")).toEqual([["build_ci_old", ["google_service_account.build_ci_old"]]]);
});

test("a role holds exactly one permission, and is known by its name before any apply", () => {
  const roles = {
    ...of("shared-acme-claude", "google_project_iam_custom_role"),
    ...of("shared-organization-998877665544", "google_organization_iam_custom_role"),
  };
  expect(Object.entries(roles).map(([name, { role_id, permissions }]) => [name, role_id, permissions])).toEqual([
    ["claudeCodeInvoke", "claudeCodeInvoke", ["aiplatform.endpoints.predict"]],
    ["claudeCodeQuota", "claudeCodeQuota", ["serviceusage.services.use"]],
  ]);
});

test("an organization policy restricts the project to the declared models, counting tokens and declared features", () => {
  const rulesOf = (name: string) => {
    const { name: full, parent, spec } = of("shared-acme-claude", "google_org_policy_policy")[name] ?? {};
    return { full, parent, spec };
  };
  const models = ["claude-haiku-5-5", "claude-opus-4-8", "claude-sonnet-5"].map(
    (id) => `publishers/anthropic/models/${id}`,
  );
  expect(rulesOf("models")).toEqual({
    full: "projects/acme-claude/policies/vertexai.allowedModels",
    parent: "projects/acme-claude",
    spec: {
      rules: [
        {
          values: {
            allowed_values: [
              ...models.map((model) => `${model}:predict`),
              "publishers/anthropic/models/count-tokens:predict",
            ],
          },
        },
      ],
    },
  });
  expect(rulesOf("features")).toEqual({
    full: "projects/acme-claude/policies/vertexai.allowedPartnerModelFeatures",
    parent: "projects/acme-claude",
    spec: { rules: [{ values: { allowed_values: models.map((model) => `${model}:web_search`) } }] },
  });
});

test("guard rails name every declared identity as the exception, and keep pipelines inside of the declared projects", () => {
  expect(of("shared-acme-claude", "google_iam_deny_policy").others).toEqual({
    display_name: "Claude Code: only whom the declaration names",
    name: "claude-code-only-declared",
    parent: "cloudresourcemanager.googleapis.com%2Fprojects%2Facme-claude",
    rules: [
      {
        deny_rule: {
          denied_permissions: ["aiplatform.googleapis.com/endpoints.predict"],
          denied_principals: ["principalSet://goog/public:all"],
          exception_principals: [
            "principal://iam.googleapis.com/projects/-/serviceAccounts/bot@acme-data.iam.gserviceaccount.com",
            "principal://iam.googleapis.com/projects/-/serviceAccounts/claude-research-help-72ccea@acme-claude.iam.gserviceaccount.com",
            "principal://iam.googleapis.com/projects/-/serviceAccounts/claude-research-job-a482de@acme-claude.iam.gserviceaccount.com",
            `${POOLS}/acme-claude.svc.id.goog/subject/ns/research/sa/claude`,
            `${POOLS}/claude-github/subject/repo:acme@9919/research@71:environment:production`,
            `${POOLS}/claude-gitlab/subject/project_path:acme/research:ref_type:branch:ref:main`,
            "principalSet://goog/group/admins@acme.example",
            "principalSet://goog/group/research@acme.example",
          ],
        },
        description: "Calling models, for everybody but the declared",
      },
    ],
  });
  expect(of("shared-acme-claude", "google_iam_principal_access_boundary_policy").boundary?.details).toEqual({
    rules: [
      {
        description: "Only this project, and those declared beside it",
        effect: "ALLOW",
        resources: [
          "//cloudresourcemanager.googleapis.com/projects/acme-claude",
          "//cloudresourcemanager.googleapis.com/projects/acme-data",
        ],
      },
    ],
  });
});

test("services are those that are needed, and stay on when this is taken away", () => {
  const servicesOf = (stack: string) =>
    Object.values(of(stack, "google_project_service")).map(({ service, disable_on_destroy }) => {
      expect(disable_on_destroy).toBe(false);
      return service;
    });
  expect(servicesOf("shared-acme-direct")).toEqual([
    "anthropic-managed-claude.cloudpartnerservices.goog",
    "claude.googleapis.com",
    "cloudresourcemanager.googleapis.com",
    "iam.googleapis.com",
    "sts.googleapis.com",
  ]);
  expect(servicesOf("shared-acme-science")).toEqual([
    "aiplatform.googleapis.com",
    "cloudresourcemanager.googleapis.com",
    "iam.googleapis.com",
  ]);
});

test("a project is made without a default network, and Terraform refuses to destroy it", () => {
  expect(of("project-acme-claude", "google_project").project).toEqual({
    auto_create_network: false,
    billing_account: "012345-6789AB-CDEF01",
    deletion_policy: "PREVENT",
    folder_id: "112233",
    name: "acme-claude",
    project_id: "acme-claude",
  });
});

test("the deployer acts as the declared service account, and calls are billed to the declared project", () => {
  expect(stacks["gcp-accounts"]?.provider).toEqual({
    google: [
      {
        billing_project: "acme-ops",
        impersonate_service_account: "deployer@acme-ops.iam.gserviceaccount.com",
        project: "acme-accounts",
        user_project_override: true,
      },
    ],
  });
});
