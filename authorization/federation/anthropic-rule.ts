import { TOKEN_DATES } from "../../catalog/anthropic-federation";
import { ANTHROPIC_AUDIENCE } from "../../catalog/exchanged-tokens";
import { type CelLanguage, celLanguage } from "../cel";
import { isKnown, isText, type Text } from "../google/text";
import { anyOf, type Truth } from "../truth";
import { type Check, check } from "./check";
import { celInput } from "./map-attributes";

/** A federation rule of an Anthropic organization, with what its issuer says. */
export interface AnthropicRule {
  /** `issuer_url`, as tokens have it in `iss`. */
  readonly issuer: Text;
  /** `max_jwt_lifetime_seconds` of the issuer. @default 3600 */
  readonly maxJwtLifetimeSeconds?: number;
  /** Compared whole; one that ends in `*` is a prefix. */
  readonly subjectPrefix?: Text;
  /** @default Anthropic's own */
  readonly audience?: Text;
  readonly claims?: Readonly<Record<string, Text>>;
  /** CEL over `claims`. */
  readonly condition?: Text;
}

/** A token that is brought to a rule. */
export interface AnthropicQuestion {
  readonly rule: AnthropicRule;
  /** Claims of the token, its signature left aside. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** In ISO 8601. @default whether the token is expired is not asked */
  readonly time?: string;
}

/** What becomes of the token; reasons where it is not accepted. */
export interface AnthropicAnswer {
  readonly decision: "accepted" | "refused" | "undecided";
  readonly because: readonly string[];
}

const shown = (value: unknown): string => JSON.stringify(value) ?? "undefined";

const checkSubject = (expected: Text | undefined, found: unknown): Check => {
  const refusal = `subject ${shown(found)} is not the rule's`;
  if (typeof found !== "string" || found === "") return check(false, refusal, "");
  if (expected === undefined) return check(true, "", "");
  const isPrefix = isKnown(expected) && expected.endsWith("*");
  const truth = isPrefix ? found.startsWith(expected.slice(0, -1)) : isText(expected, found);
  return check(truth, refusal, "the rule's subject is not known");
};

const checkAudience = (expected: Text | undefined, found: unknown): Check => {
  const items: readonly unknown[] = Array.isArray(found) ? found : [found];
  const truth = anyOf(
    items,
    (one): Truth => typeof one === "string" && isText(expected ?? ANTHROPIC_AUDIENCE.audience, one),
  );
  // That the rule's own audience may be any of several is documented; of Anthropic's it is not.
  const isOpen = expected === undefined && truth === true && items.length > 1;
  return check(
    isOpen ? undefined : truth,
    `audience ${shown(found)} is not the rule's`,
    "whether the rule takes the audience is not known",
  );
};
const checkClaim = (claims: AnthropicQuestion["claims"], name: string, expected: Text): Check => {
  const found = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return check(
    typeof found === "string" ? isText(expected, found) : false,
    `${name} ${shown(found)} is not what the rule asks for`,
    `what the rule asks of ${name} is not known`,
  );
};

/** Functions of Google's dialect, which the reader of expressions knows and Anthropic may not. */
const OTHER_DIALECT = /\b(extract|split|join)\s*\(/;

const checkCondition = (language: CelLanguage, condition: Text | undefined, claims: object): Check => {
  const doubt = (why: string): Check => check(undefined, "", `the rule's condition ${why}`);
  if (condition === undefined) return check(true, "", "");
  if (!isKnown(condition)) return doubt("is not known");
  if (OTHER_DIALECT.test(condition)) return doubt("asks a function that Anthropic may not know");
  const reading = language.compile(condition);
  if ("problem" in reading) return doubt(`cannot be judged: ${reading.problem}`);
  const outcome = reading.program.run({ claims: celInput(claims) });
  if ("error" in outcome) return doubt(`fails: ${outcome.error}`);
  return check(outcome.value === true, "the rule's condition does not hold", "");
};

/** `iat` and `exp` must be there; a token must not live longer than its issuer is allowed. */
const checkDates = ({ rule, claims, time }: AnthropicQuestion): Check => {
  const { iat, exp, nbf } = claims;
  const { graceSeconds, lifetimeSeconds } = TOKEN_DATES;
  if (typeof iat !== "number" || typeof exp !== "number") return check(false, "the token has no iat, or no exp", "");
  const longest = rule.maxJwtLifetimeSeconds ?? lifetimeSeconds;
  const now = time === undefined ? undefined : Date.parse(time) / 1000;
  const isEarly = (from: unknown) => now !== undefined && typeof from === "number" && from > now + graceSeconds;
  const refusals = [
    ...(exp - iat > longest ? [`the token lives for ${exp - iat} seconds, and the issuer's may for ${longest}`] : []),
    ...(now !== undefined && exp <= now - graceSeconds ? ["the token is expired"] : []),
    ...(isEarly(nbf) || isEarly(iat) ? ["the token is not valid yet"] : []),
  ];
  return { refusals, doubts: [] };
};

/** The API takes no rule that names nobody, an audience alone among them; a lone `*` names nobody. */
const namesSomebody = ({ subjectPrefix, claims = {}, condition }: AnthropicRule): boolean =>
  (subjectPrefix !== undefined && subjectPrefix !== "*") || Object.keys(claims).length > 0 || condition !== undefined;

/**
 * Whether a federation rule accepts a token: issuer byte for byte, and everything that the rule's `match` names. Signature,
 * replay (`jti`) and workspace are left aside. What cannot be known is `undecided`.
 * @see https://platform.claude.com/docs/en/manage-claude/wif-reference
 */
export const anthropicRuleAccepts = (
  question: AnthropicQuestion,
  language: CelLanguage = celLanguage(),
): AnthropicAnswer => {
  const { rule, claims } = question;
  if (!namesSomebody(rule))
    return { decision: "refused", because: ["the rule names nobody, and the API takes none so"] };
  const checks: readonly Check[] = [
    check(
      typeof claims.iss === "string" ? isText(rule.issuer, claims.iss) : false,
      `issuer ${shown(claims.iss)} is not the rule's`,
      "the rule's issuer is not known",
    ),
    checkSubject(rule.subjectPrefix, claims.sub),
    checkAudience(rule.audience, claims.aud),
    ...Object.entries(rule.claims ?? {}).map(([name, expected]) => checkClaim(claims, name, expected)),
    checkCondition(language, rule.condition, claims),
    checkDates(question),
  ];
  const refusals = checks.flatMap((one) => one.refusals);
  if (refusals.length > 0) return { decision: "refused", because: refusals };
  const doubts = checks.flatMap((one) => one.doubts);
  return { decision: doubts.length > 0 ? "undecided" : "accepted", because: doubts };
};
