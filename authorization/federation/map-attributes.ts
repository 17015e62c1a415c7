import { type CelInput, type CelValue, isCelList } from "@bufbuild/cel";
import { GOOGLE_LIMITS } from "../../catalog/google-permissions";
import { type CelLanguage, type CelVariables, celTexts } from "../cel";
import { isKnown, type Text } from "../google/text";
import type { GoogleProvider } from "./google-provider";

/** What Google knows of an identity after the exchange. */
export interface MappedIdentity {
  /** `google.subject`. */
  readonly subject: string;
  /** `google.groups`. */
  readonly groups: readonly string[];
  /** Custom attributes, without `attribute.`. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The identity as far as it could be computed; what refuses the token, and what leaves it open. */
export interface Mapping {
  readonly identity: MappedIdentity;
  /** `google` and `attribute`, for the condition. */
  readonly variables: CelVariables;
  readonly refusals: readonly string[];
  readonly doubts: readonly string[];
}

type Mapped = { readonly value: CelValue } | { readonly refusal: string } | { readonly doubt: string };

const SUBJECT = "google.subject";
const GROUPS = "google.groups";
const CUSTOM = /^attribute\.[a-z0-9_]{1,100}$/;
const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** A value of JSON for CEL. Numbers are doubles there. */
export const celInput = (value: unknown): CelInput => {
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value)) return value.map(celInput);
  if (typeof value !== "object" || value === null) return null;
  return new Map(Object.entries(value).map(([key, item]) => [key, celInput(item)]));
};

/** Only the subject is required: what a claim that is missing does to another attribute is not documented. */
const missing = (key: string, error: string): Mapped =>
  key === SUBJECT
    ? { refusal: `${SUBJECT} has no value: ${error}` }
    : { doubt: `${key} has no value (${error}), and whether the token is accepted without is not documented` };

const evaluate = (language: CelLanguage, key: string, expression: Text, assertion: CelInput): Mapped => {
  if (!isKnown(expression)) return { doubt: `the mapping of ${key} is not known` };
  const reading = language.compile(expression);
  if ("problem" in reading) return { doubt: `the mapping of ${key} cannot be judged: ${reading.problem}` };
  const outcome = reading.program.run({ assertion });
  if ("error" in outcome) return missing(key, outcome.error);
  if (outcome.value === null) return missing(key, "the claim is null");
  if (key === GROUPS) {
    return celTexts(outcome.value) === undefined ? { doubt: `${GROUPS} is no list of texts` } : outcome;
  }
  if (typeof outcome.value === "string") return outcome;
  return isCelList(outcome.value)
    ? { refusal: `the mapped attribute ${key} must be of type STRING` }
    : { doubt: `${key} is no text, and what Google makes of it is not documented` };
};

const sizeProblems = ({ subject, groups, attributes }: MappedIdentity): Pick<Mapping, "refusals" | "doubts"> => {
  const { subject: limit, mapped, mappedAtMost } = GOOGLE_LIMITS;
  const size = [subject, ...groups, ...Object.values(attributes)].reduce((sum, text) => sum + bytes(text), 0);
  const refusals = [
    ...(bytes(subject) > limit.value ? [`${SUBJECT} is longer than ${limit.value} bytes`] : []),
    ...(size > mappedAtMost.value ? [`the mapped attributes are larger than ${mappedAtMost.value} bytes`] : []),
  ];
  const isDoubtful = size > mapped.value && size <= mappedAtMost.value;
  return { refusals, doubts: isDoubtful ? [`the mapped attributes are larger than ${mapped.value} bytes`] : [] };
};

/**
 * Computes the attributes of an identity.
 * @see https://docs.cloud.google.com/iam/docs/workload-identity-federation#mapping
 */
export const mapAttributes = (
  language: CelLanguage,
  mapping: GoogleProvider["attributeMapping"],
  assertion: CelInput,
): Mapping => {
  const keys = Object.keys(mapping).filter((key) => key === SUBJECT || key === GROUPS || CUSTOM.test(key));
  const found = keys.map((key) => [key, evaluate(language, key, mapping[key] ?? "", assertion)] as const);
  const values = new Map(found.flatMap(([key, one]) => ("value" in one ? [[key, one.value] as const] : [])));
  const text = (key: string): string => String(values.get(key) ?? "");
  const groups = values.get(GROUPS);
  const custom = keys.filter((key) => CUSTOM.test(key) && values.has(key));
  const identity: MappedIdentity = {
    subject: text(SUBJECT),
    groups: groups === undefined ? [] : (celTexts(groups) ?? []),
    attributes: Object.fromEntries(custom.map((key) => [key.slice("attribute.".length), text(key)])),
  };
  const isSubjectEmpty = values.has(SUBJECT) ? identity.subject === "" : mapping[SUBJECT] === undefined;
  const sizes = sizeProblems(identity);
  return {
    identity,
    variables: {
      google: new Map<string, CelInput>([
        ...(values.has(SUBJECT) ? [["subject", identity.subject] as const] : []),
        ...(groups === undefined ? [] : [["groups", [...identity.groups]] as const]),
      ]),
      attribute: new Map<string, CelInput>(Object.entries(identity.attributes)),
    },
    refusals: [
      ...found.flatMap(([, one]) => ("refusal" in one ? [one.refusal] : [])),
      ...(isSubjectEmpty ? [`${SUBJECT} has no value`] : []),
      ...sizes.refusals,
    ],
    doubts: [...found.flatMap(([, one]) => ("doubt" in one ? [one.doubt] : [])), ...sizes.doubts],
  };
};
