import { listAt, textAt } from "../../plans/json-value";
import type { PlanView } from "../../plans/plan-view";
import { settingsDocumentsOf } from "../../plans/settings-documents";
import type { Expectations } from "../expectations";
import type { Rule } from "../rule";

/** What is granted past its day: holders by model and day. */
const retiredIn = (view: PlanView, asOf: string): Map<string, { model: string; until: string; holders: string[] }> => {
  const retired = new Map<string, { model: string; until: string; holders: string[] }>();
  for (const { name, facts } of view.once(settingsDocumentsOf)) {
    for (const granted of listAt(facts, "models")) {
      const [model, until] = [textAt(granted, "model"), textAt(granted, "retiringUntil")];
      if (model === undefined || until === undefined || until >= asOf) continue;
      const found = retired.get(`${model} ${until}`) ?? { model, until, holders: [] };
      found.holders.push(name);
      retired.set(`${model} ${until}`, found);
    }
  }
  return retired;
};

const pathOf = (expectations: Expectations | undefined, stack: string, model: string, until: string) =>
  expectations?.stacks
    .get(stack)
    ?.identities.flatMap(({ models }) => models)
    .find((one) => one.model === model && one.retiringUntil === until)?.path;

/** A grant that was to end does end. */
export const retiredModels: Rule = {
  id: "retired-models",
  protects: "A retiring model is granted until its declared day, and not after it",
  appliesTo: ["output"],
  remedy: "remove the model from `retiring`; where clients still need it, declare a later day",
  link: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html",
  check: (view, { asOf, expectations }) => {
    if (asOf === undefined) return [];
    return [...retiredIn(view, asOf)].map(([what, { model, until, holders }]) => {
      const more = holders.length > 3 ? ` and ${holders.length - 3} more` : "";
      const declared = pathOf(expectations, view.stack, model, until);
      return {
        ...{ address: "output.client_settings", what, state: "violated" },
        detail: `${model} was to be granted until ${until}, and is still granted to ${holders.slice(0, 3).join(", ")}${more}`,
        ...(declared === undefined ? {} : { declared }),
      };
    });
  },
};
