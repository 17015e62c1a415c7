import type { Condition, PolicyDocument, PrincipalName, Statement } from "../../authorization/aws/policy-document";
import { isGithubIssuer } from "../../authorization/federation/github-issuer";
import { type Entrance, sortedEntrances } from "../access-side";
import { inOrder } from "../in-order";

const OIDC = /^arn:[^:]*:iam::[^:]*:oidc-provider\/(.+)$/;
const SAML = /^arn:[^:]*:iam::[^:]*:saml-provider\/(.+)$/;

const WORDS: ReadonlyMap<string, string> = new Map([
  ["stringequals", "is"],
  ["arnequals", "is"],
  ["stringlike", "is like"],
  ["arnlike", "is like"],
]);

const inWords = ({ operator, key, values }: Condition): string =>
  `${key} ${WORDS.get(operator.toLowerCase()) ?? operator} ${values.join(" or ")}`;

/** One condition for each value of the subject, so that a further subject is a further way in and not another one. */
const apart = (conditions: readonly Condition[]): readonly (readonly Condition[])[] => {
  const subject = conditions.find(({ key, operator }) => /:sub$/i.test(key) && !/^ForAllValues:|Not/i.test(operator));
  if (subject === undefined) return [conditions];
  return [...new Set(subject.values)].map((value) =>
    conditions.map((condition) => (condition === subject ? { ...condition, values: [value] } : condition)),
  );
};

const issuerWords = (issuer: string): string => {
  if (isGithubIssuer(`https://${issuer}`))
    return issuer.includes("ghe.com") ? `GitHub Actions (${issuer})` : "GitHub Actions";
  return issuer === "gitlab.com" ? "GitLab CI" : `tokens of ${issuer}`;
};

const tokenWords = (issuer: string, conditions: readonly Condition[]): string => {
  const subject = conditions.find(({ key }) => key.toLowerCase() === `${issuer.toLowerCase()}:sub`);
  const others = conditions.filter((one) => one !== subject && !/:aud$/i.test(one.key));
  const also = others.length === 0 ? "" : `, if ${others.map(inWords).join(" and ")}`;
  const audience = conditions.some(({ key }) => /:aud$/i.test(key)) ? "" : ", for any audience";
  if (subject === undefined) return `${issuerWords(issuer)}: any subject${audience}${also}`;
  const said = /^(ForAnyValue:)?String(Equals|Like)$/i.test(subject.operator)
    ? subject.values.join(" or ")
    : inWords(subject);
  return `${issuerWords(issuer)}: ${said}${audience}${also}`;
};

const principalWords = ({ type, value }: PrincipalName, conditions: readonly Condition[]): string => {
  const issuer = type === "Federated" ? OIDC.exec(value)?.[1] : undefined;
  if (issuer !== undefined) return tokenWords(issuer, conditions);
  const also = conditions.length === 0 ? "" : `, if ${conditions.map(inWords).join(" and ")}`;
  const saml = type === "Federated" ? SAML.exec(value)?.[1] : undefined;
  if (saml !== undefined) return `sign-in by SAML provider ${saml}${also}`;
  if (value === "*") return `everybody${also}`;
  if (type === "Service") return `service ${value}${also}`;
  const account = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(value)?.[1];
  return account === undefined ? `${value}${also}` : `whom account ${account} lets${also}`;
};

const sorted = (conditions: readonly Condition[]): readonly Condition[] =>
  conditions
    .map(({ operator, key, values }) => ({ operator, key: key.toLowerCase(), values: [...new Set(values)].sort() }))
    .sort((one, other) => inOrder(`${one.key} ${one.operator}`, `${other.key} ${other.operator}`));

const assumes = ({ actions }: Statement): boolean =>
  actions.negated || actions.values.some((action) => /^(\*|sts:(\*|assumerole.*))$/i.test(action));

const ofStatement = (statement: Statement): readonly Entrance[] => {
  const { principals, conditions } = statement;
  if (principals === undefined || !assumes(statement)) return [];
  if (principals.negated) {
    const names = principals.values.map(({ value }) => value).sort();
    return [
      {
        key: `not ${names.join(" ")} ${JSON.stringify(sorted(conditions))}`,
        text: `everybody but ${names.join(", ")}`,
      },
    ];
  }
  return principals.values.flatMap((principal) =>
    apart(conditions).map((some) => ({
      key: `${principal.type} ${principal.value} ${JSON.stringify(sorted(some))}`,
      text: principalWords(principal, some),
    })),
  );
};

/** Who may assume a role by its trust: a list entry each, in words; denials in it are left aside. Sorted, each once. */
export const roleEntrances = ({ statements }: PolicyDocument): readonly Entrance[] => {
  return sortedEntrances(statements.filter(({ effect }) => effect === "Allow").flatMap(ofStatement));
};
