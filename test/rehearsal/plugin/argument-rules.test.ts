import { brokenRules } from "../../../rehearsal/plugin/argument-rules";
import type { BehaviourRules } from "../../../rehearsal/plugin/behaviour";
import { UNKNOWN, type Values } from "../../../rehearsal/plugin/values";

const RULES: BehaviourRules = {
  conflicts_with: { name: ["name_prefix"], "site.port": ["site.0.socket"] },
  required_with: { wo: ["wo_version"] },
  exactly_one_of: [["value", "value_wo"]],
  at_least_one_of: [["site.0.port", "site.0.socket"]],
};

test.each<[string, Values, string[]]>([
  ["one of each", { name: "a", value: "b" }, []],
  ["two that exclude each other", { name: "a", name_prefix: "b", value: "c" }, ['"name": conflicts with name_prefix']],
  [
    "two in a block that exclude each other",
    { value: "c", site: [{ port: 1, socket: "s" }] },
    ['"site.port": conflicts with site.0.socket'],
  ],
  ["one without its companion", { value: "a", wo: "b" }, ['"wo": needs wo_version as well']],
  ["none of several", { name: "a" }, ["exactly one of value, value_wo must be set, 0 are"]],
  ["two of several", { value: "a", value_wo: "b" }, ["exactly one of value, value_wo must be set, 2 are"]],
  ["an empty block", { value: "a", site: [{}] }, ["one of site.0.port, site.0.socket must be set"]],
  ["no block", { value: "a", site: [] }, []],
  ["a value beside one that only an apply knows", { value: "a", value_wo: UNKNOWN }, []],
  ["only one that only an apply knows", { value_wo: UNKNOWN }, []],
  ["unknown rivals and companions", { name: UNKNOWN, name_prefix: "b", value: "a", wo: "c", wo_version: UNKNOWN }, []],
])("%s", (_what, config, broken) => {
  expect(brokenRules(RULES, config)).toEqual(broken);
});
