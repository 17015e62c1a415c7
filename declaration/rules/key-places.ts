import { PARAMETER_NAME } from "../../catalog/secret-permissions";
import { allAnthropic, cloudOfEntry, entryOfKey, keyOf } from "../entries";
import { listed, suggestion } from "../nearest-name";
import type { ProviderEntry } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

type StoredKey = Extract<NonNullable<ReturnType<typeof keyOf>>, { in: string }>;

const checkParameter = ({ report }: Pick<RuleContext, "report">, path: string, key: StoredKey): void => {
  if (!PARAMETER_NAME.pattern.test(key.secret))
    report(
      "key-place",
      `${path}.secret`,
      `"${key.secret}" is no name of a parameter; allowed: letters, digits, dots, hyphens and underscores, in a path with a slash at its start, too; not aws or ssm at the start`,
      key.secret,
    );
  if (key.existing !== true && key.valueVersion === undefined)
    report(
      "key-place",
      path,
      "needs a value to be made with, for a parameter cannot be without one; add valueVersion: 1 and give the value to that apply, or make it by hand and write existing: true",
    );
};

/** Where a key lies: in a cloud that is declared, in words that fit it. */
const checkKey = ({ declaration, report }: RuleContext, path: string, entry: ProviderEntry): void => {
  const key = keyOf(entry);
  if (key === undefined || !("in" in key)) return;
  const place = entryOfKey(declaration, key);
  const cloud = place === undefined ? undefined : cloudOfEntry(place);
  if (cloud === undefined) {
    const fitting = Object.entries(declaration.providers)
      .filter(([, other]) => cloudOfEntry(other) !== undefined)
      .map(([name]) => name)
      .sort();
    const allowed =
      fitting.length === 0 ? "none is declared" : `allowed: ${listed(fitting)}${suggestion(key.in, fitting)}`;
    report(
      "unknown-provider",
      `${path}.in`,
      `"${key.in}" is no declared entry in a cloud, where a secret can lie; ${allowed}`,
      key.in,
    );
    return;
  }
  if (key.kind !== undefined && cloud !== "AWS")
    report("key-place", `${path}.kind`, `is a choice on AWS, and ${key.in} lies in ${cloud}; remove it`);
  if (key.valueVersion !== undefined && cloud !== "AWS")
    report(
      "key-place",
      `${path}.valueVersion`,
      `writes a value by the apply, which is done on AWS only, and ${key.in} lies in ${cloud}; remove it, and put the value in by hand`,
    );
  if (key.keyVault !== undefined && cloud !== "Azure")
    report("key-place", `${path}.keyVault`, `is a vault of Azure, and ${key.in} lies in ${cloud}; remove it`);
  if (key.keyVault === undefined && cloud === "Azure")
    report("key-place", path, `needs keyVault, the vault in which the secret lies; add it`);
  const pattern = cloud === "AWS" ? undefined : cloud === "Azure" ? /^[A-Za-z0-9-]+$/ : /^[A-Za-z0-9_-]+$/;
  if (pattern !== undefined && !pattern.test(key.secret))
    report(
      "key-place",
      `${path}.secret`,
      `"${key.secret}" is no name of a secret in ${cloud}; allowed: letters, digits, hyphens${cloud === "Azure" ? "" : " and underscores"}`,
      key.secret,
    );
  if (key.kind === "parameterStore" && cloud === "AWS") checkParameter({ report }, path, key);
  if (key.existing === true && key.valueVersion !== undefined)
    report(
      "key-place",
      `${path}.valueVersion`,
      "writes the value of a secret that is there already; remove one of existing and valueVersion",
    );
};

const PATHS = { "anthropic-aws": "key", console: "key", gateway: "token" } as const;

/** A key that a helper reads from a cloud lies in one that is declared, under a name that the cloud takes. */
export const keyPlaces: Rule = (context) => {
  for (const [name, entry] of allAnthropic(context.declaration)) {
    if (entry.route !== "claude-ai") checkKey(context, `providers.${name}.${PATHS[entry.route]}`, entry);
  }
};
