import type { CheckResult } from "../../../verify/check-result";
import { acmePreflight, except, fine, WHO } from "./acme-preflight";
import { AT, CUSTOM_ROLE, MAAS, page, permissionsOf, ROLE, roleOf } from "./acme-world";

const { look } = acmePreflight();
const role = (state: CheckResult["state"], subject: string, detail: string, remedy: string): CheckResult => ({
  check: "roles",
  state,
  subject,
  detail,
  remedy,
  link: "https://learn.microsoft.com/en-us/azure/role-based-access-control/role-definitions",
});
const OWN = "Put it into the group of a declared team; leave it where it only deploys";
const lacks = role("blocked", WHO, `it holds no ${MAAS} at acme-claude: its own calls to models are refused`, OWN);

test.each([
  ["what is needed", [permissionsOf([MAAS])]],
  ["more, in another case", [permissionsOf(["microsoft.cognitiveservices/ACCOUNTS/*"])]],
  ["everything", [permissionsOf(["*"])]],
  ["what another role leaves out", [permissionsOf(["*"], [MAAS]), permissionsOf([MAAS])]],
  ["more than what is left out", [permissionsOf(["*"], ["Microsoft.CognitiveServices/accounts/OpenAI/*"])]],
])("whoever holds %s may call models", async (_, permissions) => {
  expect(await look({ [AT.permissions]: page(...permissions) })).toEqual(
    except("roles", WHO, fine("roles", WHO, `it holds ${MAAS} at acme-claude`)),
  );
});

test.each([
  ["nothing", []],
  ["the control plane only", [{ actions: ["*"], notActions: [] }]],
  ["other data actions", [permissionsOf(["Microsoft.CognitiveServices/accounts/OpenAI/*"])]],
  ["what the same role leaves out again", [permissionsOf(["*"], ["Microsoft.CognitiveServices/accounts/*"])]],
])("whoever holds %s may not", async (_, permissions) => {
  expect(await look({ [AT.permissions]: page(...permissions) })).toEqual(except("roles", WHO, lacks));
});

test("what is held in part, or on a condition, is undecided", async () => {
  const open = role("undecided", WHO, `it holds ${MAAS} at acme-claude in part, or on a condition`, OWN);
  const part = "Microsoft.CognitiveServices/accounts/MaaS/chat/*";
  expect(await look({ [AT.permissions]: page(permissionsOf([part])) })).toEqual(except("roles", WHO, open));
  expect(await look({ [AT.permissions]: page(permissionsOf(["*"], [part])) })).toEqual(except("roles", WHO, open));
  const conditional = { ...permissionsOf([MAAS]), condition: "@Resource[name] StringEquals 'x'" };
  expect(await look({ [AT.permissions]: page(conditional) })).toEqual(except("roles", WHO, open));
});

test("of two data actions the one that lacks is told", async () => {
  const other = "Microsoft.CognitiveServices/accounts/providers/*";
  const answers = { [AT.permissions]: page(permissionsOf([MAAS])), [AT.role]: roleOf(permissionsOf([MAAS])) };
  const report = await look(answers, { dataActions: [MAAS, other] });
  expect(report.filter(({ check }) => check === "roles")).toEqual([
    role(
      "blocked",
      `role ${ROLE}`,
      `Cognitive Services User does not hold ${other}, which clients need`,
      "Declare another role, or have its data actions corrected",
    ),
    role("blocked", WHO, `it holds no ${other} at acme-claude: its own calls to models are refused`, OWN),
  ]);
});

test("a role that holds data actions in part is undecided", async () => {
  expect(await look({ [AT.role]: roleOf(permissionsOf(["*"], [`${MAAS}/read`])) })).toEqual(
    except(
      "roles",
      `role ${ROLE}`,
      role(
        "undecided",
        `role ${ROLE}`,
        `Cognitive Services User holds ${MAAS} in part, or on a condition`,
        "Declare another role, or have its data actions corrected",
      ),
    ),
  );
});

test("a custom role that is not there yet is made by the apply; a built-in one is always there", async () => {
  const absent = {
    status: 404,
    word: "RoleDefinitionDoesNotExist",
    message: "The specified role definition does not exist.",
  };
  const report = await look({ [AT.customRole]: absent }, { role: CUSTOM_ROLE });
  expect(report).toEqual(
    except(
      "roles",
      `role ${ROLE}`,
      role("fine", `role ${CUSTOM_ROLE}`, "it is not defined yet", "Apply the entry, which defines it"),
    ),
  );
  expect((await look({ [AT.role]: absent }))[2]).toMatchObject({ subject: `role ${ROLE}`, state: "could-not-check" });
});
