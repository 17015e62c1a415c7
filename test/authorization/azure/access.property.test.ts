import fc from "fast-check";
import type { AccessDecision, AccessQuestion } from "../../../authorization/azure/access-question";
import type {
  AzureView,
  DenyAssignment,
  DenyPrincipal,
  Permission,
  RoleAssignment,
} from "../../../authorization/azure/azure-view";
import { evaluateAccess } from "../../../authorization/azure/evaluate-access";
import type { Text } from "../../../authorization/google/text";

const ACCOUNT = "/subscriptions/s/resourceGroups/r/providers/Microsoft.CognitiveServices/accounts/a";
const SCOPES = [
  ACCOUNT,
  "/subscriptions/s/resourceGroups/r",
  "/subscriptions/s",
  "/providers/Microsoft.Management/managementGroups/m",
  "/subscriptions/t",
  "/",
];
const PRINCIPALS = ["ann", "bob", "g", "h"];
const CUSTOM = "aaaaaaaa-0000-4000-8000-000000000001";
const ROLES = [CUSTOM, "a97b65f3-24c7-4388-baec-2e87135dc908", "acdd72a7-3385-48ef-bd42-f606fba81ae7", "unknown"];
const OPERATIONS = [
  "Microsoft.CognitiveServices/accounts/MaaS/*",
  "Microsoft.CognitiveServices/accounts/MaaS/chat/action",
  "Microsoft.CognitiveServices/*",
  "Microsoft.CognitiveServices/accounts/read",
  "*",
];

const textOf = (known: readonly string[]): fc.Arbitrary<Text> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.constant({ unknown: "x" }) },
  );
const operations = fc.array(textOf(OPERATIONS), { maxLength: 2 });
const permission: fc.Arbitrary<Permission> = fc.record({
  actions: operations,
  notActions: operations,
  dataActions: operations,
  notDataActions: operations,
});
const condition = fc.constantFrom<Text | null>(null, null, null, "@Resource[x] StringEquals 'y'");
const assignment: fc.Arbitrary<RoleAssignment> = fc.record({
  name: fc.constant("assignment"),
  scope: textOf(SCOPES),
  roleDefinitionId: textOf(ROLES),
  principalId: textOf(PRINCIPALS),
  principalType: fc.constantFrom("User", "Group"),
  condition,
});
const denyPrincipal: fc.Arbitrary<DenyPrincipal> = fc.record({
  id: textOf([...PRINCIPALS, "00000000-0000-0000-0000-000000000000"]),
  type: fc.constant("User"),
});
const deny: fc.Arbitrary<DenyAssignment> = fc.record({
  name: fc.constant("deny"),
  scope: textOf(SCOPES),
  doNotApplyToChildScopes: fc.boolean(),
  principals: fc.array(denyPrincipal, { minLength: 1, maxLength: 2 }),
  excludePrincipals: fc.array(denyPrincipal, { maxLength: 1 }),
  permissions: fc.array(permission, { minLength: 1, maxLength: 2 }),
  condition,
});
const view = fc.record({
  roleAssignments: fc.array(assignment, { maxLength: 4 }),
  denyAssignments: fc.array(deny, { maxLength: 2 }),
  roleDefinitions: fc.array(permission, { maxLength: 2 }).map((permissions) => [{ id: CUSTOM, permissions }]),
  groups: fc.constantFrom(
    [
      { id: "g", members: ["ann", "h"] },
      { id: "h", members: ["g"] },
    ],
    [{ id: "g", members: ["h"] }, { id: "h" }],
    [],
  ),
  parents: fc.constantFrom<Readonly<Record<string, string | null>>>(
    {
      "/subscriptions/s": "/providers/Microsoft.Management/managementGroups/m",
      "/providers/Microsoft.Management/managementGroups/m": null,
    },
    { "/subscriptions/s": null },
    {},
  ),
});
const question: fc.Arbitrary<AccessQuestion> = fc.record({
  principalId: fc.constantFrom("ann", "bob"),
  operation: fc.constantFrom(...OPERATIONS),
  kind: fc.constantFrom("action" as const, "dataAction" as const),
  scope: fc.constantFrom(ACCOUNT, "/subscriptions/s"),
});

const RANK: Readonly<Record<AccessDecision, number>> = { denied: 0, undecided: 1, allowed: 2 };
const rank = (given: AzureView, asked: AccessQuestion): number => RANK[evaluateAccess(given, asked).decision];
const SETTINGS = { numRuns: 150, seed: 20261123 };

test("a further assignment never allows less, and one less never allows more", () => {
  fc.assert(
    fc.property(view, question, assignment, (given, asked, one) => {
      const more = { ...given, roleAssignments: [...given.roleAssignments, one] };
      expect(rank(more, asked)).toBeGreaterThanOrEqual(rank(given, asked));
      const fewer = { ...given, roleAssignments: given.roleAssignments.slice(1) };
      expect(rank(fewer, asked)).toBeLessThanOrEqual(rank(given, asked));
    }),
    SETTINGS,
  );
});

test("a further deny assignment never allows more", () => {
  fc.assert(
    fc.property(view, question, deny, (given, asked, one) => {
      const more = { ...given, denyAssignments: [...given.denyAssignments, one] };
      expect(rank(more, asked)).toBeLessThanOrEqual(rank(given, asked));
    }),
    SETTINGS,
  );
});

test("the case of operations, scopes and ids does not matter", () => {
  fc.assert(
    fc.property(view, question, (given, asked) => {
      const { principalId, operation, scope } = asked;
      for (const spelled of [
        { ...asked, operation: operation.toUpperCase() },
        { ...asked, scope: scope.toLowerCase() },
        { ...asked, principalId: principalId.toUpperCase() },
      ]) {
        expect(evaluateAccess(given, spelled)).toEqual(evaluateAccess(given, asked));
      }
    }),
    SETTINGS,
  );
});

test("what was not read never changes a yes to a no, nor a no to a yes", () => {
  const unread = fc.record({
    kind: fc.constantFrom("roleAssignments" as const, "denyAssignments" as const),
    scope: fc.constantFrom(...SCOPES),
  });
  fc.assert(
    fc.property(view, question, unread, (given, asked, one) => {
      const before = evaluateAccess(given, asked).decision;
      const after = evaluateAccess({ ...given, unread: [one] }, asked).decision;
      expect(after === before || after === "undecided").toBe(true);
    }),
    SETTINGS,
  );
});

test("whoever may do all may do each", () => {
  fc.assert(
    fc.property(view, question, (given, asked) => {
      const whole = { ...asked, operation: "Microsoft.CognitiveServices/accounts/MaaS/*" };
      const part = { ...asked, operation: "Microsoft.CognitiveServices/accounts/MaaS/chat/action" };
      const [all, each] = [rank(given, whole), rank(given, part)];
      if (all === RANK.allowed) expect(each).toBe(RANK.allowed);
      if (each === RANK.allowed) expect(all).toBeGreaterThan(RANK.denied);
    }),
    SETTINGS,
  );
});

test("the order of lists does not matter", () => {
  fc.assert(
    fc.property(view, question, (given, asked) => {
      const turned: AzureView = {
        ...given,
        roleAssignments: [...given.roleAssignments].reverse(),
        denyAssignments: [...given.denyAssignments].reverse(),
        groups: [...given.groups].reverse(),
      };
      expect(rank(turned, asked)).toBe(rank(given, asked));
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
