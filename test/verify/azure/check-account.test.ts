import type { CheckResult } from "../../../verify/check-result";
import { acmePreflight, CLEAN_REPORT, except } from "./acme-preflight";
import {
  ACCOUNT_ID,
  AT,
  accountOf,
  CUSTOM_ROLE,
  GROUP,
  json,
  MAAS,
  page,
  permissionsOf,
  SCOPE,
  SUBSCRIPTION,
} from "./acme-world";

const { azure, look } = acmePreflight();
const KEYS_LINK = "https://learn.microsoft.com/en-us/azure/ai-services/disable-local-auth";
const DELETED_LINK = "https://learn.microsoft.com/en-us/azure/ai-services/recover-purge-resources";
const DEPLOY_LINK = "https://learn.microsoft.com/en-us/azure/foundry/foundry-models/how-to/use-foundry-models-claude";
const HOLDS = "A deleted account keeps its name and its quota for 48 hours, unless it is purged";
const OFF = `Apply the entry, which switches them off, or: az resource update --ids ${ACCOUNT_ID} --set properties.disableLocalAuth=true`;

const account = (state: CheckResult["state"], detail: string, remedy: string): CheckResult => ({
  check: "account",
  state,
  subject: "acme-claude",
  detail,
  remedy,
  link: KEYS_LINK,
});

test.each([
  [
    "OpenAI's kind",
    accountOf({}, { kind: "OpenAI" }),
    account("blocked", "its kind is OpenAI; Claude models need AIServices", "Declare another account"),
  ],
  [
    "another region",
    accountOf({}, { location: "eastus2" }),
    account(
      "blocked",
      "it lies in eastus2, not in swedencentral",
      "Correct the location of the entry: an account cannot be moved",
    ),
  ],
  [
    "no subdomain",
    accountOf({ customSubDomainName: undefined }),
    account(
      "blocked",
      "it has no subdomain of its own, so that it takes no tokens",
      "Give it its name as custom subdomain, or declare the subdomain as the resource",
    ),
  ],
  [
    "another subdomain",
    accountOf({ customSubDomainName: "acme-old" }),
    account(
      "blocked",
      "its subdomain is acme-old, and clients call acme-claude",
      "Give it its name as custom subdomain, or declare the subdomain as the resource",
    ),
  ],
  [
    "keys that the role can read",
    accountOf({ disableLocalAuth: false }),
    account("blocked", "its keys work, and Cognitive Services User, which is assigned, can read them", OFF),
  ],
  [
    "keys of which nothing is told",
    accountOf({ disableLocalAuth: null }),
    account("blocked", "its keys work, and Cognitive Services User, which is assigned, can read them", OFF),
  ],
  [
    "a failure",
    accountOf({ provisioningState: "Failed" }),
    account("blocked", "its state is Failed", "Apply the entry again"),
  ],
  [
    "work in progress",
    accountOf({ provisioningState: "Creating" }),
    account("undecided", "its state is Creating", "Wait some minutes and run this again"),
  ],
])("an account with %s is told", async (_, answer, expected) => {
  expect(await look({ [AT.account]: answer })).toEqual(except("account", "acme-claude", expected));
});

test("each difference of an account is told for itself; a custom role reads no keys", async () => {
  const answers = {
    [AT.account]: accountOf({ disableLocalAuth: false }, { location: "eastus2" }),
    [AT.customRole]: json({ properties: { roleName: "acme", permissions: [permissionsOf([MAAS])] } }),
  };
  const report = await look(answers, { role: CUSTOM_ROLE });
  expect(report.filter(({ check }) => check === "account")).toEqual([
    account(
      "blocked",
      "it lies in eastus2, not in swedencentral",
      "Correct the location of the entry: an account cannot be moved",
    ),
    account("undecided", "its keys work: whoever can read them calls models as nobody in particular", OFF),
  ]);
});

const ABSENT = { status: 404, word: "ResourceNotFound", message: "The Resource 'acme-claude' was not found." };
const NO_GROUP = {
  status: 404,
  word: "ResourceGroupNotFound",
  message: "Resource group 'rg-claude' could not be found.",
};
const deployment = (state: CheckResult["state"], subject: string, detail: string, remedy: string): CheckResult => ({
  check: "deployments",
  state,
  subject,
  detail,
  remedy,
  link: DEPLOY_LINK,
});
const notYet = (name: string, model: string) =>
  deployment("fine", name, `${model} is not deployed yet`, "Apply the entry, which deploys it");
const isOf =
  (...checks: readonly string[]) =>
  ({ check, subject }: CheckResult) =>
    checks.includes(check) || (check === "roles" && subject.startsWith("person"));

test.each([ABSENT, NO_GROUP])(
  "before the first apply ($word) nothing is in the way; roles at the account are not asked for",
  async (absent) => {
    const report = await look({ [AT.account]: absent });
    const changed = isOf("account", "deployments", "quota");
    expect(report.filter((one) => !changed(one))).toEqual(CLEAN_REPORT.filter((one) => !changed(one)));
    expect(report.filter((one) => changed(one))).toEqual([
      account("fine", `it is not in ${GROUP} yet`, "Apply the entry, which makes it"),
      notYet("haiku", "claude-haiku-4-5"),
      notYet("claude-sonnet-5", "claude-sonnet-5"),
      {
        check: "quota",
        state: "fine",
        subject: "AIServices.GlobalStandard.claude-haiku-4-5.Azure",
        detail: "950 of 1000 thousand tokens a minute are left in swedencentral, 50 more are declared",
      },
      {
        check: "quota",
        state: "fine",
        subject: "AIServices.GlobalStandard.claude-sonnet-5",
        detail: "150 of 250 thousand tokens a minute are left in swedencentral, 100 more are declared",
      },
    ]);
    expect(azure.requests).not.toContain(`GET ${AT.permissions}`);
    expect(azure.requests).not.toContain(`GET ${AT.deployments}`);
  },
);

test("an account that is declared as existing, and is not there, blocks", async () => {
  const report = await look({ [AT.account]: ABSENT }, { existing: "account" });
  expect(report.filter(({ check }) => check === "account")).toEqual([
    account(
      "blocked",
      `it is not in ${GROUP}, although the entry says that it exists`,
      "Correct the entry, or leave out existing",
    ),
  ]);
});

const deletedAt = (group: string, name: string, location = "swedencentral") => ({
  id: `${SCOPE}/providers/Microsoft.CognitiveServices/locations/${location}/resourceGroups/${group}/deletedAccounts/${name}`,
  type: "Microsoft.CognitiveServices/deletedAccounts",
  name,
  location,
  properties: { deletionDate: "2026-11-22T08:00:00Z", scheduledPurgeDate: "2026-11-24T08:00:00Z" },
});

test.each([
  ["rg-claude", "swedencentral"],
  ["rg-of-others", "eastus2"],
])("a deleted account of the same name is in the way: %s in %s", async (group, location) => {
  expect(
    await look({ [AT.deleted]: page(deletedAt("rg-x", "other"), deletedAt(group, "Acme-Claude", location)) }),
  ).toEqual(
    except("soft-deleted", "acme-claude", {
      check: "soft-deleted",
      state: "blocked",
      subject: "acme-claude",
      detail: `an account of this name, of ${group} in ${location}, was deleted and is not purged. ${HOLDS}`,
      remedy: `az cognitiveservices account purge --name Acme-Claude --resource-group ${group} --location ${location} --subscription ${SUBSCRIPTION}`,
      link: DELETED_LINK,
    }),
  );
});

test("deleted accounts of other names are told where they hold quota of the region", async () => {
  const others = [deletedAt("rg-b", "b"), deletedAt("rg-a", "a"), deletedAt("rg-c", "c", "eastus2")];
  expect(await look({ [AT.deleted]: page(...others) })).toEqual(
    except("soft-deleted", "acme-claude", {
      check: "soft-deleted",
      state: "fine",
      subject: "acme-claude",
      detail: "no deleted account has its name; these still hold quota in swedencentral: a, b",
      remedy: `Only where quota is short: purge them (az cognitiveservices account list-deleted). ${HOLDS}`,
      link: DELETED_LINK,
    }),
  );
});
