import { evaluateRequest } from "../../../authorization/aws/evaluate-request";
import type { PolicyDocument, Statement } from "../../../authorization/aws/policy-document";
import { stringLike } from "../../../authorization/glob";
import { partitionOf } from "../../../catalog/aws-partitions";
import { SECRET_PERMISSIONS, VALUE_READING } from "../../../catalog/secret-permissions";
import { type DeclaredKey, declaredKeysOf } from "../../../plans/client-documents";
import type { Identity } from "../../../plans/identities";
import { type PolicyReading, statementName } from "../../../plans/policy-reading";
import { namedResources } from "../../bedrock-statement";
import { type GrantDocument, grantsOf } from "../../policy-documents";
import type { Problem, Rule } from "../../rule";
import { isWide } from "../../wildcard";

type Verdict = Omit<Problem, "address">;

/** One key, whoever reads it. */
interface Key {
  readonly name: string;
  /** What its readers are granted, and nothing wider. */
  readonly resource: string;
  /** What hands out its value: action, and a resource that AWS asks about. */
  readonly requests: readonly { readonly action: string; readonly resource: string }[];
  readonly readers: ReadonlySet<Identity>;
}

/** Six characters that AWS chooses; any would do. */
const CHOSEN = "AbCdEf";

const readsValue = (statement: Statement): boolean => {
  const { actions } = statement;
  const reading = [...VALUE_READING.secretsManager, ...VALUE_READING.parameterStore];
  return reading.some((action) => {
    const named = actions.values.some((pattern) => stringLike(pattern.toLowerCase(), action.toLowerCase()));
    return named !== actions.negated;
  });
};

/** A path and all above it, on which a parameter is read with its neighbours. */
const pathsTo = (parameter: string): string[] =>
  parameter.split("/").flatMap((_, at, parts) => (at === 0 ? [] : [parts.slice(0, at + 1).join("/")]));

const placed = ({ name, account, region, store }: DeclaredKey): Omit<Key, "readers"> => {
  const at = (service: string) => `arn:${partitionOf(region).name}:${service}:${region}:${account}`;
  if (store === SECRET_PERMISSIONS.secretsManager.store) {
    const secret = `${at("secretsmanager")}:secret:${name}-`;
    const requests = VALUE_READING.secretsManager.map((action) => ({ action, resource: `${secret}${CHOSEN}` }));
    return { name, resource: `${secret}??????`, requests };
  }
  const parameter = `${at("ssm")}:parameter/${name.replace(/^\//, "")}`;
  const requests = VALUE_READING.parameterStore.flatMap((action) =>
    (action === "ssm:GetParametersByPath" ? pathsTo(parameter) : [parameter]).map((resource) => ({ action, resource })),
  );
  return { name, resource: parameter, requests };
};

const keysOf = (declared: readonly DeclaredKey[]): readonly Key[] => {
  const byResource = new Map<string, Omit<Key, "readers"> & { readers: Set<Identity> }>();
  for (const one of declared) {
    const key = placed(one);
    const known = byResource.get(key.resource) ?? { ...key, readers: new Set<Identity>() };
    byResource.set(key.resource, known);
    if (one.identity !== undefined) known.readers.add(one.identity);
  }
  return [...byResource.values()];
};

/** What a reader's document names beyond the one key. */
const beyond = ({ statements }: PolicyReading, own: ReadonlySet<string>): Verdict[] =>
  statements
    .filter((statement) => statement.effect === "Allow" && readsValue(statement))
    .flatMap((statement) => {
      const named = namedResources(statement);
      const name = statementName(statement);
      if (named.length === 0)
        return [{ what: `${name} resources`, detail: `${name} names no secret that it is about`, state: "violated" }];
      return named
        .filter((resource) => !own.has(resource))
        .map((resource): Verdict => {
          const said = isWide(resource) ? "may be more than one secret" : "is not the key that is declared for it";
          return { what: resource, detail: `${name}: ${resource} ${said}`, state: "violated" };
        });
    });

const allows = (document: PolicyDocument, { requests }: Key): boolean | undefined => {
  const identityPolicies = [{ name: "it", document }];
  const answers = requests.map((request) => evaluateRequest({ identityPolicies, request }).decision);
  if (answers.includes("allowed")) return true;
  return answers.includes("undecided") ? undefined : false;
};

/** As if every condition were met that allows, and none that denies: what a request brings along is not known here. */
const atMost = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  statements: document.statements
    .filter(({ effect, conditions }) => effect === "Allow" || conditions.length === 0)
    .map((statement) => ({ ...statement, conditions: [] })),
});

/** What a document of somebody else hands out; a denial in another document is not counted on. */
const handsOut = ({ document }: PolicyReading, key: Key): Verdict[] => {
  if (document === undefined) return [];
  const { name, resource: what } = key;
  if (allows(document, key) === true)
    return [{ what, detail: `${name} may be read with it, but it is a key of others`, state: "violated" }];
  if (allows(atMost(document), key) === false) return [];
  return [{ what, detail: `Whether ${name}, a key of others, may be read with it is not known`, state: "undecided" }];
};

const judge = ({ reading, identity }: GrantDocument, keys: readonly Key[]): Verdict[] => {
  if (!reading.statements.some((statement) => statement.effect === "Allow" && readsValue(statement))) return [];
  const own = keys.filter(({ readers }) => identity !== undefined && readers.has(identity));
  if (own.length > 0) return beyond(reading, new Set(own.map(({ resource }) => resource)));
  return keys.flatMap((key) => handsOut(reading, key));
};

/** A key is read by those for whom it is declared, and they read nothing else. */
export const secretReadBeyondDeclared: Rule = {
  id: "aws/secret-read-beyond-declared",
  protects: "Whoever reads a key on AWS reads that one and no other, and nothing else in the plan may read it",
  appliesTo: ["output"],
  remedy: "name the one key, a secret with six ? for what AWS appends, and grant it to its readers only",
  link: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html",
  check: (view) => {
    const keys = keysOf(view.once(declaredKeysOf));
    if (keys.length === 0) return [];
    return view
      .once(grantsOf)
      .flatMap((grant) => judge(grant, keys).map((verdict) => ({ address: grant.address, ...verdict })));
  },
};
