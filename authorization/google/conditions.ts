import { type CelFunc, CelScalar, type CelValue, celMethod, isCelMap, mapType } from "@bufbuild/cel";
import { type CelLanguage, type CelVariables, celLanguage } from "../cel";
import type { Truth } from "../truth";
import type { Condition } from "./google-view";
import { isKnown } from "./text";

type Resource = { readonly get: (key: string) => CelValue | undefined };

const tagsOf = (
  resource: Resource,
): { readonly get: (key: string) => CelValue | undefined; has: (key: string) => boolean } => {
  const tags = resource.get("tags");
  if (isCelMap(tags)) return tags;
  throw new Error("the resource's tags are not known");
};

const tagFunctions = (): readonly CelFunc[] => {
  const target = mapType(CelScalar.STRING, CelScalar.DYN);
  return [
    celMethod("matchTag", target, [CelScalar.STRING, CelScalar.STRING], CelScalar.BOOL, function (key, value) {
      return tagsOf(this).get(key) === value;
    }),
    celMethod("hasTagKey", target, [CelScalar.STRING], CelScalar.BOOL, function (key) {
      return tagsOf(this).has(key);
    }),
  ];
};

/** CEL with the functions about tags. @see https://docs.cloud.google.com/iam/docs/conditions-attribute-reference */
export const conditionLanguage = (): CelLanguage => celLanguage(tagFunctions());

/** Whether a condition holds; not known where it asks for what the variables do not tell. */
export const conditionHolds = (
  language: CelLanguage,
  condition: Condition | undefined,
  variables: CelVariables,
): Truth => {
  if (condition === undefined) return true;
  if (!isKnown(condition.expression)) return undefined;
  const reading = language.compile(condition.expression);
  if ("problem" in reading) return undefined;
  const outcome = reading.program.run(variables);
  return "value" in outcome && typeof outcome.value === "boolean" ? outcome.value : undefined;
};
