import { compileAccess } from "../../../authorization/azure/evaluate-access";
import denials from "./tables/denials.json";
import grants from "./tables/grants.json";
import { listedAnswers, questionsOf, type World } from "./world";

const WORLDS = { grants, denials } as unknown as Readonly<Record<string, World>>;

/** Everything about which evaluator and table disagree, as lines to read. */
const disagreements = (world: World): readonly string[] => {
  const ask = compileAccess(world.view);
  const listed = listedAnswers(world);
  return questionsOf(world).flatMap(({ name, question }) => {
    const { decision } = ask(question);
    return decision === listed(name) ? [] : [`${name}: ${decision}, not ${listed(name)}`];
  });
};

test.each(Object.entries(WORLDS))("answers every question about %s as listed by hand", (_, world) => {
  expect(disagreements(world)).toEqual([]);
});

test("every answer that is not no says where Microsoft says so, or that the rule is our own", () => {
  const sources = Object.values(WORLDS).flatMap(({ allowed, undecided }) => [
    ...allowed.map(({ source }) => [source, /https:\/\/learn\.microsoft\.com\//] as const),
    ...undecided.map(({ source }) => [source, /^our rule: |https:\/\/learn\.microsoft\.com\//] as const),
  ]);
  expect(sources.filter(([source, pattern]) => !pattern.test(source))).toEqual([]);
});

test("asks more than a thousand questions, all three ways", () => {
  const answers = Object.values(WORLDS).flatMap((world) => {
    const listed = listedAnswers(world);
    return questionsOf(world).map(({ name }) => listed(name));
  });
  expect(answers.length).toBeGreaterThan(4000);
  expect(answers.filter((answer) => answer === "allowed").length).toBeGreaterThan(500);
  expect(answers.filter((answer) => answer === "undecided").length).toBeGreaterThan(200);
  expect(answers.filter((answer) => answer === "denied").length).toBeGreaterThan(2000);
});
