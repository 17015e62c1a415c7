import { FAMILIES, findModel, MODELS } from "../../catalog/models";
import { suggestion } from "../nearest-name";
import type { ModelSet } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

const KNOWN = (): string[] => MODELS.map(({ id }) => id).sort();

const checkModel = ({ report }: RuleContext, path: string, id: string, family?: string): void => {
  const model = findModel(id);
  if (model === undefined) {
    const known = KNOWN();
    report(
      "unknown-model",
      path,
      `"${id}" is no model that the catalog knows; allowed: ${known.join(", ")}${suggestion(id, known)}`,
      id,
    );
  } else if (family !== undefined && model.family !== family) {
    const fitting = MODELS.filter((other) => other.family === family).map((other) => other.id);
    report(
      "wrong-family",
      path,
      `"${id}" is of the family ${model.family}; allowed for ${family}: ${fitting.join(", ")}`,
      id,
    );
  }
};

const checkRetiring = (context: RuleContext, path: string, set: ModelSet): void => {
  const pinned = FAMILIES.map((family) => set[family]);
  (set.retiring ?? []).forEach(({ model }, index) => {
    const at = `${path}.retiring[${index}]`;
    checkModel(context, `${at}.model`, model);
    if (pinned.includes(model)) {
      context.report(
        "retiring-and-pinned",
        `${at}.model`,
        `"${model}" is pinned in the same set; pin another, or do not retire it`,
        model,
      );
    }
  });
};

/** Models exist, stand under their own family, and something is left to start with. */
export const modelSets: Rule = (context) => {
  for (const [name, set] of Object.entries(context.declaration.models)) {
    const path = `models.${name}`;
    const pinned = FAMILIES.filter((family) => set[family] !== undefined);
    if (pinned.length === 0) {
      context.report("empty-model-set", path, `names no model; write at least one of ${FAMILIES.join(", ")}`);
    }
    for (const family of pinned) checkModel(context, `${path}.${family}`, set[family] ?? "", family);
    if (set.default !== undefined && !pinned.includes(set.default)) {
      context.report(
        "default-not-pinned",
        `${path}.default`,
        `"${set.default}" is not in the set; allowed: ${pinned.join(", ")}`,
        set.default,
      );
    }
    checkRetiring(context, path, set);
  }
  for (const id of Object.keys(context.declaration.profiles ?? {})) checkModel(context, `profiles.${id}`, id);
};
