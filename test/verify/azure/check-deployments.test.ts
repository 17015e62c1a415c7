import type { CheckResult } from "../../../verify/check-result";
import { acmePreflight, CLEAN_REPORT, except, fine } from "./acme-preflight";
import { AT, deploymentOf, HAIKU, modelOf, OFFERED, page, QUOTA, SONNET, SUBSCRIPTION, usageOf } from "./acme-world";

const { azure, look } = acmePreflight();
const DEPLOY_LINK = "https://learn.microsoft.com/en-us/azure/foundry/foundry-models/how-to/use-foundry-models-claude";
const QUOTA_LINK = "https://learn.microsoft.com/en-us/azure/foundry/openai/how-to/quota";

const result = (
  check: string,
  state: CheckResult["state"],
  subject: string,
  detail: string,
  remedy: string,
): CheckResult => ({
  check,
  state,
  subject,
  detail,
  remedy,
  link: check === "quota" ? QUOTA_LINK : DEPLOY_LINK,
});
const AGAIN = "Wait some minutes and run this again";
const PORTAL = "Look at it in the portal, then apply the entry again";
const CORRECT = "Apply the entry, or correct the model or the version that it declares";
const leftOf = (more: number) =>
  `950 of 1000 thousand tokens a minute are left in swedencentral, ${more} more are declared`;

test.each([
  [
    "another version",
    deploymentOf("haiku", "claude-haiku-4-5", "20251001", 50),
    "blocked",
    "it serves claude-haiku-4-5 version 20251001, not claude-haiku-4-5 version 2",
    CORRECT,
    50,
  ],
  [
    "another model",
    deploymentOf("haiku", "claude-opus-5", "2", 50),
    "blocked",
    "it serves claude-opus-5 version 2, not claude-haiku-4-5 version 2",
    CORRECT,
    50,
  ],
  [
    "a failure",
    { ...HAIKU, properties: { ...HAIKU.properties, provisioningState: "Failed" } },
    "blocked",
    "its state is Failed",
    PORTAL,
    0,
  ],
  [
    "work in progress",
    { ...HAIKU, properties: { ...HAIKU.properties, provisioningState: "Creating" } },
    "undecided",
    "its state is Creating",
    AGAIN,
    0,
  ],
  [
    "another sku",
    { ...HAIKU, sku: { name: "DataZoneStandard", capacity: 50 } },
    "undecided",
    "it serves claude-haiku-4-5 version 2 as DataZoneStandard, not GlobalStandard: its quota and where data is processed differ",
    "Apply the entry, or correct its sku",
    50,
  ],
] as const)("a deployment with %s is told", async (_, found, state, detail, remedy, more) => {
  const expected = except("deployments", "haiku", result("deployments", state, "haiku", detail, remedy));
  expect(await look({ [AT.deployments]: page(found, SONNET) })).toEqual(
    expected.map((one) => (one.subject === QUOTA.haiku ? { ...one, detail: leftOf(more) } : one)),
  );
});

test("a model that is not deployed is told, and what is to be done", async () => {
  const expected = (state: CheckResult["state"], detail: string, remedy: string) =>
    except("deployments", "haiku", result("deployments", state, "haiku", detail, remedy)).map((one) =>
      one.subject === QUOTA.haiku ? { ...one, detail: leftOf(50) } : one,
    );
  const answers = { [AT.deployments]: page(SONNET) };
  expect(await look(answers)).toEqual(
    expected("fine", "claude-haiku-4-5 is not deployed yet", "Apply the entry, which deploys it"),
  );
  expect(await look(answers, { existing: "deployments" })).toEqual(
    expected(
      "blocked",
      "claude-haiku-4-5 is not deployed under this name, although the entry says so",
      "Correct the entry, or leave out existing",
    ),
  );
});

test("all pages of deployments are read", async () => {
  const second = `${azure.address}${AT.deployments}&$skipToken=2`;
  const answers = {
    [AT.deployments]: { json: { value: [HAIKU], nextLink: second } },
    [`${AT.deployments}&$skipToken=2`]: { json: { value: [SONNET], nextLink: null } },
  };
  expect(await look(answers)).toEqual(CLEAN_REPORT);
});

test("a model, a version or a sku that the region does not offer blocks, and what it offers is told", async () => {
  const haiku = (more: object) => ({
    models: [
      { model: "claude-haiku-4-5", deployment: "haiku", version: "2", sku: "GlobalStandard", capacity: 50, ...more },
    ],
  });
  const modelResults = async (more: object, offered: readonly unknown[] = OFFERED) => {
    const report = await look({ [AT.models]: page(...offered) }, haiku(more));
    return report.filter(({ check }) => check === "models" || check === "quota");
  };
  const both = "version 2 as GlobalStandard, version 20251001 as GlobalStandard";
  const offered = "Declare what is offered; the version says who hosts";
  expect(await modelResults({ version: "1" })).toEqual([
    result(
      "models",
      "blocked",
      "claude-haiku-4-5",
      `version 1 as GlobalStandard is not offered in swedencentral, but ${both}`,
      offered,
    ),
  ]);
  expect(await modelResults({ sku: "DataZoneStandard" })).toEqual([
    result(
      "models",
      "blocked",
      "claude-haiku-4-5",
      `version 2 as DataZoneStandard is not offered in swedencentral, but ${both}`,
      offered,
    ),
  ]);
  expect(await modelResults({}, [modelOf("claude-sonnet-5", "1", QUOTA.sonnet)])).toEqual([
    result(
      "models",
      "blocked",
      "claude-haiku-4-5",
      "it is not offered in swedencentral to this subscription",
      "Declare a model or a location that has it",
    ),
  ]);
});

test("quota that is short blocks; what is deployed already is not asked for again", async () => {
  const room =
    "Make room: declare less capacity, ask for quota, or purge deleted accounts, which hold theirs for 48 hours";
  const answers = {
    [AT.deployments]: page({ ...HAIKU, sku: { name: "GlobalStandard", capacity: 20 } }, SONNET),
    [AT.usages]: page(usageOf(QUOTA.haiku, 980, 1_000), usageOf(QUOTA.sonnet, 250, 250)),
  };
  const words = "20 of 1000 thousand tokens a minute are left in swedencentral, 30 more are declared";
  expect((await look(answers)).slice(-2)).toEqual([
    result("quota", "blocked", QUOTA.haiku, words, room),
    fine("quota", QUOTA.sonnet, "0 of 250 thousand tokens a minute are left in swedencentral, 0 more are declared"),
  ]);
});

test("models of one quota are added up", async () => {
  const one = { model: "claude-sonnet-5", version: "1", sku: "GlobalStandard", capacity: 100 };
  const models = [
    { ...one, deployment: "claude-sonnet-5" },
    { ...one, deployment: "second" },
    { ...one, deployment: "third" },
  ];
  expect((await look({}, { models })).at(-1)).toEqual(
    result(
      "quota",
      "blocked",
      QUOTA.sonnet,
      "150 of 250 thousand tokens a minute are left in swedencentral, 200 more are declared",
      "Make room: declare less capacity, ask for quota, or purge deleted accounts, which hold theirs for 48 hours",
    ),
  );
});

test("quota of which nothing is told is never fine", async () => {
  const models = [{ model: "claude-haiku-4-5", deployment: "haiku", sku: "GlobalStandard", capacity: 50 }];
  expect((await look({}, { models })).at(-1)).toEqual(
    result(
      "quota",
      "undecided",
      "claude-haiku-4-5",
      `which quota it takes depends on its version: AIServices.GlobalStandard.claude-haiku-4-5, ${QUOTA.haiku}`,
      "Declare a version",
    ),
  );
  const unnamed = page({
    kind: "AIServices",
    model: { format: "Anthropic", name: "claude-haiku-4-5", version: "2", skus: [{ name: "GlobalStandard" }] },
  });
  expect((await look({ [AT.models]: unnamed }, { models })).at(-1)).toEqual(
    result(
      "quota",
      "could-not-check",
      "claude-haiku-4-5",
      "the region does not name its quota",
      "Look at the model's quota in the portal of Foundry",
    ),
  );
  expect((await look({ [AT.usages]: page() })).slice(-2)).toEqual(
    [QUOTA.haiku, QUOTA.sonnet].map((name) =>
      result(
        "quota",
        "could-not-check",
        name,
        "swedencentral does not tell how much is left",
        `See: az cognitiveservices usage list --location swedencentral --subscription ${SUBSCRIPTION}`,
      ),
    ),
  );
});
