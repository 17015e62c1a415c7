import { isJsonObject, textAt } from "../../plans/json-value";
import type { PlanView } from "../../plans/plan-view";
import { type SettingsDocument, settingsDocumentsOf } from "../../plans/settings-documents";
import type { ExpectedIdentity, ExpectedStack } from "../expectations";
import type { Problem, Rule } from "../rule";

const OUTPUT = "output.client_settings";

const violated = (what: string, detail: string, declared: string): Problem => ({
  ...{ address: OUTPUT, what, detail, state: "violated", declared },
});

const nameOf = ({ team, identity }: ExpectedIdentity): string => `${team} ${identity}`;

const ofUnknownStack = (view: PlanView, stacks: readonly string[]): Problem[] => {
  if (view.once(settingsDocumentsOf).length === 0 && !view.resources.some(({ mode }) => mode === "managed")) return [];
  const detail = `The declaration has no stack ${view.stack}; it has ${[...stacks].sort().join(", ")}`;
  return [violated(view.stack, detail, "providers")];
};

const missing = (view: PlanView, { identities }: ExpectedStack): Problem[] => {
  const given = new Set(view.once(settingsDocumentsOf).map(({ name }) => name));
  return identities
    .filter((identity) => !given.has(nameOf(identity)))
    .map((identity) => {
      const detail = `${nameOf(identity)} is declared for ${view.stack}, and gets no settings`;
      return violated(nameOf(identity), detail, identity.path);
    });
};

/** Settings say themselves whose they are. */
const misaddressed = (view: PlanView, { team, identity, name, facts }: SettingsDocument, path: string): Problem[] =>
  Object.entries({ entry: view.stack, team, identity }).flatMap(([fact, expected]) => {
    const said = textAt(facts, fact);
    if (said === expected) return [];
    const detail = `Settings of ${name} at ${view.stack} say that their ${fact} is ${said ?? "not known"}`;
    return [violated(`${name} ${fact}`, detail, path)];
  });

const surplus = (view: PlanView, { identities, path }: ExpectedStack): Problem[] => {
  const expected = new Map(identities.map((identity) => [nameOf(identity), identity]));
  return view.once(settingsDocumentsOf).flatMap((document) => {
    const identity = expected.get(document.name);
    if (identity !== undefined) return misaddressed(view, document, identity.path);
    const detail = `Settings of ${document.name} are given out, and ${view.stack} declares no such identity`;
    return [violated(document.name, detail, path)];
  });
};

/** Who was declared gets settings, and nobody else. */
export const declaredIdentities: Rule = {
  id: "declared-identities",
  protects: "Settings are given out to every identity that is declared for the entry, and to nobody else",
  appliesTo: ["output"],
  remedy: "plan again from this declaration, or declare what is planned",
  link: "https://developer.hashicorp.com/terraform/cli/commands/plan",
  check: (view, { expectations }) => {
    if (expectations === undefined) return [];
    const stack = expectations.stacks.get(view.stack);
    if (stack === undefined) return ofUnknownStack(view, [...expectations.stacks.keys()]);
    const output = view.outputs.client_settings;
    if (output !== undefined && !isJsonObject(output.value)) {
      const detail = "To whom settings are given out is not known before the apply";
      return [{ address: OUTPUT, detail, state: "undecided", declared: stack.path }];
    }
    return [...missing(view, stack), ...surplus(view, stack)];
  },
};
