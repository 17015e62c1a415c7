import { MODEL_CONSTRAINTS } from "../../catalog/google-permissions";
import { thrownFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { GoogleApi } from "./google-api";

const CHECK = "models";
const { constraint, countTokens, source: LINK } = MODEL_CONSTRAINTS.models;
const REMEDY = `Ask whoever owns the organization policy ${constraint} to allow it, or declare models that are allowed`;

/** One rule of an effective organization policy. @see https://docs.cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/organizations.policies */
interface PolicyRule {
  readonly allowAll?: boolean;
  readonly denyAll?: boolean;
  readonly values?: { readonly allowedValues?: readonly string[]; readonly deniedValues?: readonly string[] };
  readonly condition?: { readonly expression?: string };
}
interface Policy {
  readonly spec?: { readonly rules?: readonly PolicyRule[] };
}
type Judgement = Pick<CheckResult, "state" | "detail">;

const FINE: Judgement = { state: "fine", detail: `allowed by ${constraint}` };
const blocked = (detail: string): Judgement => ({ state: "blocked", detail });
const undecided = (detail: string): Judgement => ({ state: "undecided", detail });

/** Values may be written `is:VALUE`; anything with another prefix, or a `*`, is of a kind that nobody documents here. */
const plain = (values: readonly string[] = []): string[] => values.map((value) => value.replace(/^is:/, ""));
const isOdd = (value: string): boolean => value.includes("*") || /^(in|under):/.test(value);

const judgeValue = (rules: readonly PolicyRule[], value: string): Judgement => {
  const condition = rules.find((rule) => rule.condition?.expression)?.condition?.expression;
  if (condition !== undefined) return undecided(`${constraint} differs where ${condition}`);
  if (rules.some(({ denyAll }) => denyAll)) return blocked(`${constraint} denies every model`);
  const denied = rules.flatMap(({ values }) => plain(values?.deniedValues));
  const allowed = rules.flatMap(({ values }) => plain(values?.allowedValues));
  if (denied.includes(value)) return blocked(`${constraint} denies ${value}`);
  const odd = [...denied, ...allowed].filter(isOdd);
  if (allowed.includes(value) && !denied.some(isOdd)) return FINE;
  if (odd.length > 0) return undecided(`${constraint} says ${odd.join(", ")}, which this version cannot read`);
  const unversioned = value.replace(/@[^:]*/, "");
  if (unversioned !== value && denied.includes(unversioned)) return undecided(`${constraint} denies ${unversioned}`);
  if (allowed.length === 0 || rules.some(({ allowAll }) => allowAll)) return FINE;
  if (unversioned !== value && allowed.includes(unversioned)) {
    return undecided(`${constraint} allows ${unversioned}, without the version; ${value} is not in it`);
  }
  return blocked(`${constraint} does not allow ${value}`);
};

const resultOf = (subject: string, judgement: Judgement): CheckResult => ({
  check: CHECK,
  subject,
  ...judgement,
  ...(judgement.state === "fine" ? {} : { remedy: REMEDY, link: LINK }),
});

const countingResult = (rules: readonly PolicyRule[]): CheckResult[] => {
  const { state } = judgeValue(rules, countTokens);
  if (state === "fine") return [];
  const detail = `${constraint} lacks ${countTokens}; whether counting tokens needs it is not documented`;
  return [resultOf("counting tokens", undecided(detail))];
};

/** What the organization policy in force on the project would refuse. @param models ids of Vertex AI, such as `claude-haiku-4-5@20251001` */
export const checkModels = async (
  api: GoogleApi,
  project: string,
  models: readonly string[],
): Promise<CheckResult[]> => {
  if (models.length === 0) return [];
  try {
    const path = `/v2/projects/${project}/policies/${constraint}:getEffectivePolicy`;
    const { spec } = await api.read<Policy>("organizationPolicy", path);
    const rules = spec?.rules ?? [];
    const results = models.map((model) =>
      resultOf(model, judgeValue(rules, `publishers/anthropic/models/${model}:predict`)),
    );
    return [...results, ...(results.every(({ state }) => state === "blocked") ? [] : countingResult(rules))];
  } catch (error) {
    const remedy = `Whoever runs this needs orgpolicy.policy.get on ${project} (roles/orgpolicy.policyViewer), and orgpolicy.googleapis.com on in the project for quota`;
    const detail = thrownFailure(error).message;
    return [{ check: CHECK, state: "could-not-check", subject: models.join(", "), detail, remedy, link: LINK }];
  }
};
