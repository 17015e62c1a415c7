import { compileAccess } from "../../../authorization/google/evaluate-access";
import grants from "./tables/grants.json";
import guardRails from "./tables/guard-rails.json";
import { listedAnswers, questionsOf, type World } from "./world";

const WORLDS = { grants, "guard rails": guardRails } as unknown as Readonly<Record<string, World>>;

/** Everything about which evaluator and table disagree, as lines to read. */
const disagreements = (world: World): readonly string[] => {
  const ask = compileAccess(world.view);
  const listed = listedAnswers(world);
  return questionsOf(world).flatMap((question) => {
    const { caller, permission, resource, model } = question;
    const { decision } = ask({
      caller: { identifiers: world.callers[caller] ?? [] },
      permission,
      resource: world.resources[resource] ?? "",
      time: world.time,
      ...(model === undefined ? {} : { model }),
    });
    const expected = listed(question);
    return decision === expected
      ? []
      : [`${[caller, permission, resource, model].join(" | ")}: ${decision}, not ${expected}`];
  });
};

test.each(Object.entries(WORLDS))("answers every question about %s as listed by hand", (_, world) => {
  expect(disagreements(world)).toEqual([]);
});

test("asks more than a thousand questions, both ways", () => {
  const answers = Object.values(WORLDS).flatMap((world) => questionsOf(world).map(listedAnswers(world)));
  expect(answers.length).toBeGreaterThan(1000);
  expect(answers.filter((answer) => answer === "allowed").length).toBeGreaterThan(100);
  expect(answers.filter((answer) => answer === "denied").length).toBeGreaterThan(500);
});
