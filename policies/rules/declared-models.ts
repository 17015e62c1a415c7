import { isJsonList, textAt } from "../../plans/json-value";
import { type SettingsDocument, settingsDocumentsOf } from "../../plans/settings-documents";
import type { ExpectedIdentity, ExpectedModel } from "../expectations";
import type { Problem, Rule } from "../rule";

const OUTPUT = "output.client_settings";

const lastDay = (until: string | undefined): string => (until === undefined ? "without an end" : `until ${until}`);

const judgeModel = (name: string, model: string, expected: ExpectedModel, until: string | undefined): Problem[] => {
  if (until === expected.retiringUntil) return [];
  const detail = `${name} has ${model} ${lastDay(until)}, declared is ${lastDay(expected.retiringUntil)}`;
  return [{ address: OUTPUT, what: `${name} ${model}`, detail, state: "violated", declared: expected.path }];
};

const judge = ({ name, facts }: SettingsDocument, { models, path }: ExpectedIdentity): Problem[] => {
  if (!isJsonList(facts.models)) {
    const detail = `Which models ${name} has is not known before the apply`;
    return [{ address: OUTPUT, what: name, detail, state: "undecided", declared: path }];
  }
  const given = new Map(facts.models.map((model) => [textAt(model, "model"), textAt(model, "retiringUntil")]));
  const expected = new Map(models.map((model) => [model.model, model]));
  const missing = models.filter(({ model }) => !given.has(model));
  return [
    ...missing.map(({ model, path: declared }): Problem => {
      const detail = `${name} was declared to have ${model}, and does not get it`;
      return { address: OUTPUT, what: `${name} ${model}`, detail, state: "violated", declared };
    }),
    ...[...given].flatMap(([model = "a model without a name", until]): Problem[] => {
      const declared = expected.get(model);
      if (declared !== undefined) return judgeModel(name, model, declared, until);
      const detail = `${name} gets ${model}, which is not declared for it`;
      return [{ address: OUTPUT, what: `${name} ${model}`, detail, state: "violated", declared: path }];
    }),
  ];
};

/** Who was declared to have a model has it, and no other. */
export const declaredModels: Rule = {
  id: "declared-models",
  protects:
    "Every identity has exactly the models of the set that its team declares, and those that retire until their day",
  appliesTo: ["output"],
  remedy: "plan again from this declaration, or declare what is planned",
  link: "https://developer.hashicorp.com/terraform/cli/commands/plan",
  check: (view, { expectations }) => {
    const identities = expectations?.stacks.get(view.stack)?.identities ?? [];
    const expected = new Map(identities.map((identity) => [`${identity.team} ${identity.identity}`, identity]));
    return view.once(settingsDocumentsOf).flatMap((document) => {
      const identity = expected.get(document.name);
      return identity === undefined ? [] : judge(document, identity);
    });
  },
};
