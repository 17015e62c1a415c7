import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { federate } from "../../authorization/federation/federate";
import type { GoogleProvider } from "../../authorization/federation/google-provider";
import { compileReach } from "../../authorization/google/evaluate-reach";
import type { Binding, CustomRole, GoogleView, OrganizationPolicy } from "../../authorization/google/google-view";
import { loadDeclaration } from "../../declaration/load-declaration";
import { buildStacks } from "../../stacks/build-stacks";
import { type StackJson, synthApp } from "../helpers/synth";

const DECLARATION = `organization: acme
models:
  newest: { opus: claude-opus-4-8, sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
providers:
  direct: { route: vertex, project: acme-direct, projectNumber: "123456789012", region: eu, offered: { claude-haiku-4-5: [eu] } }
  accounts:
    { route: vertex, project: acme-accounts, projectNumber: "223456789012", region: eu, federation: serviceAccount, offered: { claude-haiku-4-5: [eu] } }
teams:
  research:
    uses: [direct, accounts]
    models: newest
    people: { group: research@acme.example }
    ci:
      ids: { github: { repository: acme/research, ownerId: 9919, repositoryId: 71, environment: production } }
      named: { github: { repository: acme/old, ownerId: 9919, repositoryId: 72, subject: "repo:acme/old:ref:refs/heads/main" } }
      lab: { gitlab: { project: acme/research, branch: main } }
`;

type Values = Readonly<Record<string, unknown>>;
const stacks = ((): Record<string, StackJson> => {
  const folder = mkdtempSync(join(tmpdir(), "google-access-"));
  try {
    writeFileSync(join(folder, "access.yaml"), DECLARATION);
    const loaded = loadDeclaration({ file: join(folder, "access.yaml") });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
    return synthApp((app) => {
      buildStacks(app, { ...loaded, readText: () => "" });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
})();
const all = (type: string): Values[] =>
  Object.values(stacks).flatMap(({ resource = {} }) => Object.values(resource[type] ?? {}));

/** Everything that the stacks make, as the evaluator reads it. */
const view: GoogleView = {
  bindings: [
    ...all("google_project_iam_member").map(
      ({ project, role, member }): Binding => ({
        name: `${member}`,
        role: `${role}`,
        member: `${member}`,
        resource: `projects/${project}`,
      }),
    ),
    ...all("google_service_account_iam_member").map(
      ({ service_account_id, role, member }): Binding => ({
        name: `${member}`,
        role: `${role}`,
        member: `${member}`,
        resource: `${service_account_id}`,
      }),
    ),
  ],
  roles: all("google_project_iam_custom_role").map(
    ({ project, role_id, permissions }): CustomRole => ({
      name: `projects/${project}/roles/${role_id}`,
      permissions: permissions as string[],
    }),
  ),
  organizationPolicies: all("google_org_policy_policy").map(
    ({ parent, spec }): OrganizationPolicy => ({
      name: `${parent}`,
      constraint: "vertexai.allowedModels",
      resource: `${parent}`,
      rules: (spec as { rules: { values: { allowed_values: string[] } }[] }).rules.map(({ values }) => ({
        allowedValues: values.allowed_values,
      })),
    }),
  ),
  serviceAccounts: all("google_service_account").map(
    ({ project, account_id }) => `${account_id}@${project}.iam.gserviceaccount.com`,
  ),
  denyRules: [],
  boundaries: [],
  parents: { "projects/acme-direct": null, "projects/acme-accounts": null },
  projectNumbers: { "acme-direct": "123456789012", "acme-accounts": "223456789012" },
};
const reach = compileReach(view);

const NUMBERS: Readonly<Record<string, string>> = { "acme-direct": "123456789012", "acme-accounts": "223456789012" };
const providerOf = (project: string, id: string): GoogleProvider => {
  const found = all("google_iam_workload_identity_pool_provider").find(
    (values) => values.project === project && values.workload_identity_pool_provider_id === id,
  );
  if (found === undefined) throw new Error(`${project} has no provider ${id}`);
  const oidc = found.oidc as { issuer_uri: string; allowed_audiences?: string[] };
  return {
    name: `projects/${NUMBERS[project]}/locations/global/workloadIdentityPools/claude-${id}/providers/${id}`,
    trusts: {
      kind: "oidc",
      issuer: oidc.issuer_uri,
      ...(oidc.allowed_audiences === undefined ? {} : { audiences: oidc.allowed_audiences }),
    },
    attributeMapping: found.attribute_mapping as Record<string, string>,
    attributeCondition: String(found.attribute_condition),
  };
};

const GITHUB = "https://token.actions.githubusercontent.com";
const audienceOf = ({ name }: GoogleProvider): string => `https://iam.googleapis.com/${name}`;
const github = (provider: GoogleProvider, claims: Values) => ({
  iss: GITHUB,
  aud: audienceOf(provider),
  sub: "repo:acme@9919/research@71:environment:production",
  repository: "acme/research",
  repository_id: "71",
  repository_owner_id: "9919",
  ...claims,
});

/** Whether somebody with that token may call a model in the project, directly or through a service account. */
const mayCall = (project: string, id: string, claims: Values, model = "claude-sonnet-5"): string => {
  const federated = federate({ provider: providerOf(project, id), credential: { kind: "oidc", claims } });
  if (federated.decision !== "accepted") return federated.decision;
  return reach({
    caller: { identifiers: federated.principals, isComplete: true },
    permission: "aiplatform.endpoints.predict",
    resource: `projects/${project}`,
    model,
  }).decision;
};

describe.each(["acme-direct", "acme-accounts"])("a pipeline of GitHub in %s", (project) => {
  const of = (claims: Values, model?: string) =>
    mayCall(project, "github", github(providerOf(project, "github"), claims), model);
  const OLD = { sub: "repo:acme/old:ref:refs/heads/main", repository: "acme/old", repository_id: "72" };

  test.each<[string, Values]>([
    ["its own token", {}],
    ["a name-only subject whose ids are right", OLD],
  ])("comes in with %s", (_what, claims) => {
    expect(of(claims)).toBe("allowed");
  });

  test.each<[string, Values]>([
    ["of another audience", { aud: "sts.amazonaws.com" }],
    ["of another issuer", { iss: "https://token.actions.githubusercontent.com.evil.example" }],
    ["of a pull request", { sub: "repo:acme@9919/research@71:pull_request" }],
    ["of another environment", { sub: "repo:acme@9919/research@71:environment:staging" }],
    ["of a branch", { sub: "repo:acme@9919/research@71:ref:refs/heads/production" }],
    ["of a look-alike with other ids", { sub: "repo:acme@9918/research@70:environment:production" }],
    ["with the name alone, where ids are declared", { sub: "repo:acme/research:environment:production" }],
    ["of another letter case", { sub: "repo:Acme@9919/research@71:environment:production" }],
    ["of a repository that took the old name", { ...OLD, repository_id: "99" }],
    ["of an owner who took the old name", { ...OLD, repository_owner_id: "1" }],
    ["without the ids that are asked for", { ...OLD, repository_id: undefined }],
    ["without a subject", { sub: undefined }],
  ])("is refused with a token %s", (_what, claims) => {
    const said = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
    const token = github(providerOf(project, "github"), said);
    for (const [key, value] of Object.entries(claims)) {
      if (value === undefined) delete (token as Record<string, unknown>)[key];
    }
    expect(mayCall(project, "github", token)).toBe("refused");
  });

  test.each([
    ["claude-opus-4-8", "allowed"],
    ["claude-haiku-4-5@20251001", "allowed"],
    ["claude-opus-5-5", "denied"],
    ["claude-sonnet-4-6", "denied"],
  ])("may call %s: %s", (model, decision) => {
    expect(of({}, model)).toBe(decision);
  });
});

test("a token of GitLab is no token of GitHub, though it says the same subject", () => {
  const lab = providerOf("acme-direct", "gitlab");
  const own = {
    iss: "https://gitlab.com",
    aud: audienceOf(lab),
    sub: "project_path:acme/research:ref_type:branch:ref:main",
    project_path: "acme/research",
  };
  expect(mayCall("acme-direct", "gitlab", own)).toBe("allowed");
  expect(mayCall("acme-direct", "gitlab", { ...own, sub: "repo:acme@9919/research@71:environment:production" })).toBe(
    "refused",
  );
  expect(
    mayCall("acme-direct", "gitlab", { ...own, sub: "project_path:acme/research:ref_type:branch:ref:main2" }),
  ).toBe("refused");
});

test.each([
  ["group:research@acme.example", "acme-direct", "allowed"],
  ["group:research@acme.example", "acme-accounts", "allowed"],
  ["group:other@acme.example", "acme-direct", "denied"],
  ["user:jane@acme.example", "acme-direct", "denied"],
])("%s may call a declared model in %s: %s", (identifier, project, decision) => {
  const answer = reach({
    caller: { identifiers: ["user:somebody@acme.example", identifier], isComplete: true },
    permission: "aiplatform.endpoints.predict",
    resource: `projects/${project}`,
    model: "claude-sonnet-5",
  });
  expect(answer.decision).toBe(decision);
});

test("nobody who is declared may do anything else in the project", () => {
  for (const permission of [
    "aiplatform.models.upload",
    "resourcemanager.projects.setIamPolicy",
    "iam.serviceAccountKeys.create",
  ]) {
    const answer = reach({
      caller: { identifiers: ["user:x@acme.example", "group:research@acme.example"], isComplete: true },
      permission,
      resource: "projects/acme-direct",
    });
    expect(answer.decision).toBe("denied");
  }
});
