import fc from "fast-check";
import type { AccessDecision, AccessQuestion } from "../../../authorization/google/access-question";
import { evaluateAccess } from "../../../authorization/google/evaluate-access";
import type {
  Binding,
  Boundary,
  Condition,
  DenyRule,
  GoogleView,
  OrganizationPolicy,
} from "../../../authorization/google/google-view";
import type { Text } from "../../../authorization/google/text";

const RESOURCES = ["projects/p", "projects/q", "folders/7", "organizations/1"];
const POOL = "projects/1/locations/global/workloadIdentityPools/w";
const IDENTIFIERS = [
  "user:ann@acme.example",
  "group:g@acme.example",
  "serviceAccount:s@p.iam.gserviceaccount.com",
  `principal://iam.googleapis.com/${POOL}/subject/s`,
  "principalSet://goog/cloudIdentityCustomerId/C01",
];
const DENY_NAMES = [
  "principalSet://goog/public:all",
  "principal://goog/subject/ann@acme.example",
  "principalSet://goog/group/g@acme.example",
  `principalSet://iam.googleapis.com/${POOL}/*`,
];
const MODEL = "publishers/anthropic/models/claude-opus-5-5:predict";

const textOf = (known: readonly string[]): fc.Arbitrary<Text> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.constant({ unknown: "x" }) },
  );
const condition: fc.Arbitrary<Condition | undefined> = fc.constantFrom(
  undefined,
  undefined,
  { expression: 'request.time < timestamp("2027-01-01T00:00:00Z")' },
  { expression: "resource.matchTag('1/env', 'prod')" },
  { expression: "false" },
);
const withCondition = <T extends object>(value: T, held: Condition | undefined): T & { condition?: Condition } =>
  held === undefined ? value : { ...value, condition: held };

const binding: fc.Arbitrary<Binding> = fc
  .record({
    role: textOf(["projects/p/roles/invoke", "roles/viewer", "roles/aiplatform.viewer", "roles/claude.user"]),
    member: textOf([...IDENTIFIERS, "allUsers", "user:bob@acme.example"]),
    resource: textOf(RESOURCES),
    condition,
  })
  .map(({ condition: held, ...rest }) => withCondition({ name: "binding", ...rest }, held));
const denyRule: fc.Arbitrary<DenyRule> = fc
  .record({
    resource: textOf(RESOURCES),
    deniedPrincipals: fc.array(textOf(DENY_NAMES), { minLength: 1, maxLength: 2 }),
    exceptionPrincipals: fc.array(textOf(DENY_NAMES.slice(1)), { maxLength: 2 }),
    deniedPermissions: fc.array(
      textOf([
        "aiplatform.googleapis.com/endpoints.predict",
        "aiplatform.googleapis.com/*.*",
        "iam.googleapis.com/*.*",
      ]),
      { minLength: 1, maxLength: 2 },
    ),
    condition,
  })
  .map(({ condition: held, ...rest }) => withCondition({ name: "deny", ...rest }, held));
const boundary: fc.Arbitrary<Boundary> = fc.record({
  name: fc.constant("boundary"),
  target: textOf([
    `//iam.googleapis.com/${POOL}`,
    "//cloudresourcemanager.googleapis.com/projects/p",
    "//cloudresourcemanager.googleapis.com/organizations/1",
    "//iam.googleapis.com/locations/global/workspace/C01",
  ]),
  resources: fc.array(textOf(RESOURCES.map((name) => `//cloudresourcemanager.googleapis.com/${name}`)), {
    maxLength: 2,
  }),
});
const policy: fc.Arbitrary<OrganizationPolicy> = fc.record({
  name: fc.constant("policy"),
  constraint: fc.constant("vertexai.allowedModels"),
  resource: textOf(RESOURCES),
  inheritFromParent: fc.boolean(),
  rules: fc.array(
    fc.constantFrom(
      { allowAll: true } as const,
      { denyAll: true } as const,
      { allowedValues: [MODEL] },
      { deniedValues: [MODEL] },
      { allowedValues: ["other"] },
    ),
    { minLength: 1, maxLength: 2 },
  ),
});
const view = fc.record({
  bindings: fc.array(binding, { maxLength: 4 }),
  denyRules: fc.array(denyRule, { maxLength: 2 }),
  boundaries: fc.array(boundary, { maxLength: 2 }),
  organizationPolicies: fc.array(policy, { maxLength: 2 }),
  roles: fc.constant([{ name: "projects/p/roles/invoke", permissions: ["aiplatform.endpoints.predict"] }]),
  parents: fc.constantFrom<Readonly<Record<string, string>>>(
    { "projects/p": "folders/7", "folders/7": "organizations/1" },
    { "projects/p": "folders/7" },
    {},
  ),
});
const question: fc.Arbitrary<AccessQuestion> = fc
  .tuple(fc.subarray(IDENTIFIERS, { minLength: 1 }), fc.boolean(), fc.boolean())
  .map(([identifiers, isComplete, asksModel]) => ({
    caller: { identifiers, isComplete },
    permission: "aiplatform.endpoints.predict",
    resource: "projects/p",
    time: "2026-12-01T00:00:00Z",
    ...(asksModel ? { model: "claude-opus-5-5" } : {}),
  }));

const RANK: Readonly<Record<AccessDecision, number>> = { denied: 0, undecided: 1, allowed: 2 };
const rank = (given: GoogleView, asked: AccessQuestion): number => RANK[evaluateAccess(given, asked).decision];
const SETTINGS = { numRuns: 100, seed: 20261123 };

test("a further deny rule never allows more", () => {
  fc.assert(
    fc.property(view, question, denyRule, (given, asked, rule) => {
      const more = { ...given, denyRules: [...given.denyRules, rule] };
      expect(rank(more, asked)).toBeLessThanOrEqual(rank(given, asked));
    }),
    SETTINGS,
  );
});

test("a further binding never allows less, and one less never allows more", () => {
  fc.assert(
    fc.property(view, question, binding, (given, asked, one) => {
      const more = { ...given, bindings: [...given.bindings, one] };
      expect(rank(more, asked)).toBeGreaterThanOrEqual(rank(given, asked));
      expect(rank({ ...given, bindings: given.bindings.slice(1) }, asked)).toBeLessThanOrEqual(rank(given, asked));
    }),
    SETTINGS,
  );
});

test("a first boundary never allows more; a second one may, as Google documents", () => {
  fc.assert(
    fc.property(view, question, boundary, (given, asked, one) => {
      const without = { ...given, boundaries: [] };
      expect(rank({ ...given, boundaries: [one] }, asked)).toBeLessThanOrEqual(rank(without, asked));
      expect(rank(given, asked)).toBeLessThanOrEqual(rank(without, asked));
    }),
    SETTINGS,
  );
});

test("organization policies never allow more than none", () => {
  fc.assert(
    fc.property(view, question, (given, asked) => {
      expect(rank(given, asked)).toBeLessThanOrEqual(rank({ ...given, organizationPolicies: [] }, asked));
    }),
    SETTINGS,
  );
});

test("what could not be read never allows more", () => {
  const unread = fc.record({
    kind: fc.constantFrom("denyRules" as const, "boundaries" as const, "organizationPolicies" as const),
    resource: fc.constantFrom(...RESOURCES),
  });
  fc.assert(
    fc.property(view, question, unread, (given, asked, one) => {
      expect(rank({ ...given, unread: [one] }, asked)).toBeLessThanOrEqual(rank(given, asked));
    }),
    SETTINGS,
  );
});

test("an unknown in place of a denial never allows more than the lack of it, nor hides one", () => {
  fc.assert(
    fc.property(view, question, denyRule, (given, asked, rule) => {
      const known = rank({ ...given, denyRules: [...given.denyRules, rule] }, asked);
      const vague: DenyRule = { ...rule, deniedPrincipals: [{ unknown: "x" }], exceptionPrincipals: [] };
      const unknown = rank({ ...given, denyRules: [...given.denyRules, vague] }, asked);
      expect(unknown).toBeLessThanOrEqual(rank(given, asked));
      if (known === RANK.denied && rank(given, asked) === RANK.allowed) expect(unknown).toBeLessThan(RANK.allowed);
    }),
    SETTINGS,
  );
});

test("the order of lists does not matter", () => {
  fc.assert(
    fc.property(view, question, (given, asked) => {
      const turned: GoogleView = {
        ...given,
        bindings: [...given.bindings].reverse(),
        denyRules: [...given.denyRules].reverse(),
        boundaries: [...given.boundaries].reverse(),
        organizationPolicies: [...given.organizationPolicies].reverse(),
      };
      const other = { ...asked, caller: { ...asked.caller, identifiers: [...asked.caller.identifiers].reverse() } };
      expect(rank(turned, other)).toBe(rank(given, asked));
    }),
    SETTINGS,
  );
});

test("the views allow, deny and leave open, so that the properties are about something", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(view, question, (given, asked) => {
      seen.add(evaluateAccess(given, asked).decision);
    }),
    SETTINGS,
  );
  expect([...seen].sort()).toEqual(["allowed", "denied", "undecided"]);
});
