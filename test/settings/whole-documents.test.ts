import { bedrockSettings } from "../../settings/bedrock-settings";
import type { ClientSettings, ClientWishes } from "../../settings/client-settings";
import type { BedrockFacts } from "../../settings/facts";
import { managedSettings } from "../../settings/flavour";
import { PIPELINE } from "./facts";
import CASES from "./whole-documents.cases.json";

interface Case {
  readonly name: string;
  readonly facts: Partial<BedrockFacts>;
  readonly wishes: ClientWishes;
  readonly settings: ClientSettings;
}
const cases = (CASES as unknown as readonly Case[]).map((each) => [each.name, each] as const);
const factsOf = ({ facts }: Case): BedrockFacts => ({ ...PIPELINE, ...facts });
const pinsOf = (env: Readonly<Record<string, string>>): string[] =>
  Object.entries(env).flatMap(([name, value]) => (/^ANTHROPIC_DEFAULT_[A-Z]+_MODEL$/.test(name) ? [value] : []));

test.each(cases)("the whole document of %s", (_name, each) => {
  expect(bedrockSettings(factsOf(each), each.wishes)).toEqual(each.settings);
});

test.each(cases)("nothing of %s leads to a model that is not granted to stay", (_name, each) => {
  const {
    model,
    availableModels = [],
    modelOverrides = {},
    env,
  } = managedSettings(bedrockSettings(factsOf(each), each.wishes));
  const staying = factsOf(each).models.filter(({ retiringUntil }) => retiringUntil === undefined);
  const targets = new Set(staying.map(({ target }) => target));
  const named = [model, ...availableModels, ...Object.values(modelOverrides), ...pinsOf(env)];
  expect(named.filter((target) => !targets.has(target ?? ""))).toEqual([]);
  expect(pinsOf(env)).toHaveLength(4);
});
