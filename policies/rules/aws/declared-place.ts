import { textAt } from "../../../plans/json-value";
import { awsPlaceOf, type PlanView } from "../../../plans/plan-view";
import { settingsDocumentsOf } from "../../../plans/settings-documents";
import type { ExpectedPlace } from "../../expectations";
import type { Problem, Rule } from "../../rule";

const KEYS = ["account", "region"] as const;

const providerProblems = (view: PlanView, address: string, expected: ExpectedPlace, declared: string): Problem[] => {
  const planned = awsPlaceOf(view.blocks, address);
  return KEYS.flatMap((what): Problem[] => {
    if (expected[what] === undefined || expected[what] === planned[what]) return [];
    if (planned[what] === undefined) {
      const detail = `For which ${what} is planned does not stand in the plan; declared is ${expected[what]}`;
      return [{ address, what, detail, state: "undecided", declared: `${declared}.${what}` }];
    }
    const detail = `It is planned for the ${what} ${planned[what]}, declared is ${expected[what]}`;
    return [{ address, what, detail, state: "violated", declared: `${declared}.${what}` }];
  });
};

const documentProblems = (view: PlanView, expected: ExpectedPlace, declared: string): Problem[] =>
  view.once(settingsDocumentsOf).flatMap(({ name, facts }) =>
    KEYS.flatMap((key): Problem[] => {
      const said = textAt(facts, key);
      if (expected[key] === undefined || said === expected[key]) return [];
      const detail = `Settings of ${name} lead to the ${key} ${said ?? "that is not known"}, declared is ${expected[key]}`;
      const what = `${name} ${key}`;
      return [{ address: "output.client_settings", what, detail, state: "violated", declared: `${declared}.${key}` }];
    }),
  );

/** What is planned is planned for the account and the region that were declared. */
export const declaredPlace: Rule = {
  id: "aws/declared-place",
  protects: "Providers and settings of an entry are those of its declared account and region",
  appliesTo: ["provider", "output"],
  remedy: "plan again from this declaration, signed in to the declared account",
  link: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs#allowed_account_ids-1",
  check: (view, { expectations }) => {
    const stack = expectations?.stacks.get(view.stack);
    if (stack === undefined) return [];
    const { "provider.aws": own = {}, ...others } = stack.places;
    const used = Object.entries(others).filter(([address]) => view.blocks.some((block) => block.address === address));
    return [
      ...(stack.places["provider.aws"] === undefined ? [] : providerProblems(view, "provider.aws", own, stack.path)),
      ...used.flatMap(([address, place]) =>
        providerProblems(view, address, place, `${stack.path}.signIn.identityCenter`),
      ),
      ...documentProblems(view, own, stack.path),
    ];
  },
};
