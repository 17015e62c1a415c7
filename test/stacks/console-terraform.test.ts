import { synthDeclaration } from "../helpers/synth-declaration";

const YAML = `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5 }
providers:
  machines:
    route: console
    organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7
    manage: terraform
    workspace: { name: "Machines \${x}", dataResidency: { workspaceGeo: us, allowedInferenceGeos: [us, global] } }
    federation: { tokenLifetimeSeconds: 900 }
  desk:
    route: console
    organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7
    manage: terraform
    workspace: wrkspc_01AbCdEfGh
    workspaceRole: workspace_user
teams:
  payments:
    formerly: cards
    uses: [machines, desk]
    models: everyday
    people: { members: [Zoe@acme.example, ann@acme.example, zoe@acme.example] }
    ci:
      deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, environment: production } }
    workloads:
      pod: { kubernetes: { issuer: https://k8s.acme.example/prod, namespace: payments, serviceAccount: claude } }
      vm:
        {
          entraToken:
            {
              tenant: 99999999-8888-7777-6666-555555555555,
              principalId: 33333333-2222-3333-4444-555555555555,
              audience: "api://anthropic",
            },
        }
  search:
    uses: machines
    models: everyday
    ci: { build: { github: { repository: acme/search, ownerId: 1, repositoryId: 3, branch: main } } }
clients: { minimumVersion: 2.1.330, deliver: managed }
`;

const stacks = () => synthDeclaration(YAML);

test("the provider is pinned exactly, and no argument carries a credential", () => {
  const { machines } = stacks();
  expect(machines?.terraform).toMatchObject({
    required_providers: { anthropic: { source: "ippontech/anthropic", version: "1.45.0" } },
  });
  expect(machines?.provider).toEqual({ anthropic: [{}] });
});

test("an entry makes its workspace, an issuer an address, and for each holder an account, its membership and a rule", () => {
  const { resource = {} } = stacks().machines ?? {};
  expect(resource.anthropic_workspace).toEqual({
    workspace: {
      name: "Machines $${x}",
      data_residency: { workspace_geo: "us", allowed_inference_geos: ["us", "global"] },
    },
  });
  const issuers = Object.values(resource.anthropic_federation_issuer ?? {});
  expect(issuers.map(({ issuer_url, max_jwt_lifetime_seconds }) => [issuer_url, max_jwt_lifetime_seconds])).toEqual([
    ["https://k8s.acme.example/prod", undefined],
    ["https://login.microsoftonline.com/99999999-8888-7777-6666-555555555555/v2.0", 86_400],
    ["https://token.actions.githubusercontent.com", undefined],
  ]);
  for (const { name } of issuers) expect(name).toMatch(/^acme-machines-[a-z0-9-]+$/);
  const holders = ["payments_ci_deploy", "payments_workload_pod", "payments_workload_vm", "search_ci_build"];
  for (const type of ["service_account", "service_account_workspace", "federation_rule"]) {
    expect(Object.keys(resource[`anthropic_${type}`] ?? {}).sort()).toEqual(holders);
  }
});

test("a rule takes one whole subject for one account in one workspace, after the membership", () => {
  const { resource = {} } = stacks().machines ?? {};
  const rules = resource.anthropic_federation_rule ?? {};
  expect(rules.payments_ci_deploy).toEqual({
    name: "acme-machines-cards-ci-deploy",
    issuer_id: expect.stringMatching(/^\$\{anthropic_federation_issuer\.[\w-]+\.id\}$/),
    match: { subject_prefix: "repo:acme@1/payments@2:environment:production" },
    target: { service_account_id: "${anthropic_service_account.payments_ci_deploy.id}" },
    oauth_scope: "workspace:inference",
    workspace_id: "${anthropic_workspace.workspace.id}",
    token_lifetime_seconds: 900,
    depends_on: ["anthropic_service_account_workspace.payments_ci_deploy"],
  });
  expect(rules.payments_workload_pod?.match).toEqual({ subject_prefix: "system:serviceaccount:payments:claude" });
  expect(rules.payments_workload_vm?.match).toEqual({
    audience: "api://anthropic",
    claims: { oid: "33333333-2222-3333-4444-555555555555", tid: "99999999-8888-7777-6666-555555555555" },
  });
  expect(resource.anthropic_service_account?.payments_ci_deploy).toEqual({
    name: "acme-machines-cards-ci-deploy",
    organization_role: "developer",
  });
});

test("settings refer to what is made, so that a client is told by the same apply", () => {
  const { output } = stacks().machines ?? {};
  expect(JSON.stringify(output)).toContain("${anthropic_federation_rule.payments_ci_deploy.id}");
  expect(JSON.stringify(output)).toContain("${anthropic_service_account.payments_ci_deploy.id}");
});

test("people who have accepted become members of the workspace, whoever has not does not stop a plan", () => {
  const { resource = {}, data } = stacks().desk ?? {};
  expect(data).toEqual({ anthropic_organization_members: { organization: {} } });
  expect(resource).toEqual({
    anthropic_workspace_member: {
      workspace: {
        for_each:
          '${{ for m in data.anthropic_organization_members.organization.members : lower(m.email) => m.id if contains(["ann@acme.example","zoe@acme.example"], lower(m.email)) && !contains(["admin","billing"], m.role) }}',
        user_id: "${each.value}",
        workspace_id: "wrkspc_01AbCdEfGh",
        workspace_role: "workspace_user",
      },
    },
  });
});

test("a renamed team moves what it has, and keeps the names of its birth", () => {
  const { machines } = stacks();
  expect((machines as { moved?: unknown } | undefined)?.moved).toContainEqual({
    from: "anthropic_federation_rule.cards_ci_deploy",
    to: "anthropic_federation_rule.payments_ci_deploy",
  });
});
