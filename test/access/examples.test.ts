import { join } from "node:path";
import type { AccessIdentity } from "../../access/access-side";
import { identitiesOnBothSides } from "../../access/identities-on-both-sides";
import { stacksIn } from "../../cli/stacks-in";
import { loadDeclaration } from "../../declaration/load-declaration";
import { listAt, textAt } from "../../plans/json-value";
import { planView } from "../../plans/plan-view";
import type { PlanSides } from "../../plans/read-plan";
import { isFailure, readSynth } from "../../plans/read-synth";
import { settingsDocumentsOf } from "../../plans/settings-documents";
import { buildForAMoment, write } from "../../stacks/synthesise";

/** Stacks of an example as plans from nothing. */
const stacksOf = (example: string): readonly PlanSides[] => {
  const loaded = loadDeclaration({ file: join(__dirname, `../../examples/${example}/access.yaml`) });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  return buildForAMoment({ ...loaded, readText: () => "" }, (built) => {
    if ("problems" in built) throw new Error(built.problems.join("\n"));
    write(built);
    return stacksIn(built.app.outdir).map(({ stack, synthText }) => {
      const after = readSynth(synthText, { stack });
      if (isFailure(after)) throw new Error(after.failure);
      return { before: planView({ stack, source: "synth", resources: [], outputs: {}, blocks: [] }), after };
    });
  });
};

/** Routes on which a plan makes an identity for everybody who has settings. */
const WITH_IDENTITY = new Set(["bedrock", "mantle", "anthropic-aws", "vertex", "anthropic-google-cloud", "foundry"]);

/** Models by holder, as the settings of a stack tell of them, those that retire included. */
const declaredModels = ({ after }: PlanSides): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    settingsDocumentsOf(after)
      .filter(({ facts }) => WITH_IDENTITY.has(textAt(facts, "route") ?? ""))
      .map(({ name, facts }) => [
        name,
        [...new Set(listAt(facts, "models").map((model) => textAt(model, "model") ?? ""))].sort(),
      ]),
  );

/** Models by holder, as the documents of a stack grant them; what opens all of a place is told by its name. */
const grantedModels = (identities: readonly AccessIdentity[]): Readonly<Record<string, readonly string[]>> => {
  const byHolder = new Map<string, Set<string>>();
  for (const { holders, models } of identities) {
    for (const holder of holders) {
      const known = byHolder.get(holder) ?? new Set();
      for (const { model, certainty } of models) known.add(certainty === "sure" ? model : `perhaps ${model}`);
      byHolder.set(holder, known);
    }
  }
  return Object.fromEntries([...byHolder].map(([holder, models]) => [holder, [...models].sort()]));
};

test.each(["acme", "vertex", "foundry", "anthropic"])(
  "everybody whom the example %s gives settings may call exactly the models of their set, by the documents of the plan",
  (example) => {
    const stacks = stacksOf(example);
    const clouds = stacks.map((sides) => ({
      declared: declaredModels(sides),
      granted: grantedModels(identitiesOnBothSides(sides, stacks).after.filter(({ cloud }) => cloud !== "anthropic")),
    }));
    for (const { declared, granted } of clouds) expect(granted).toEqual(declared);
    const all = clouds.flatMap(({ declared }) => Object.keys(declared));
    expect(all.length).toBeGreaterThan(example === "anthropic" ? -1 : 1);
  },
);
