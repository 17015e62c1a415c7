import type { PrincipalName, Statement } from "../../../authorization/aws/policy-document";
import { isGithubIssuer } from "../../../authorization/federation/github-issuer";
import { addressesOf, type PlanView } from "../../../plans/plan-view";
import { statementName } from "../../../plans/policy-reading";
import { holdsReference, isReference, referencesIn } from "../../../plans/reference";
import type { Circumstances } from "../../circumstances";
import { trustsOf } from "../../policy-documents";
import type { Problem, Rule } from "../../rule";
import { pinnedArns, pinOf, subjectProblem } from "../../trust-pins";
import { isWide } from "../../wildcard";

type Verdict = Omit<Problem, "address">;

/** Services that set `aws:SourceAccount` when they assume a role, as AWS documents it; others would be shut out by it. */
const SETS_SOURCE_ACCOUNT = new Set(["ecs-tasks.amazonaws.com"]);
const EXACT_PRINCIPAL = /^arn:[^:*?]+:(?:iam|sts)::\d{12}:(?:role|user|assumed-role)\/[^*?]+$/;
const SAML_SUBJECTS = ["SAML:sub", "SAML:eduPersonPrincipalName", "SAML:eduPersonAffiliation"];

const violated = (what: string, detail: string): Verdict => ({ what, detail, state: "violated" });

/** Session tags that a trust pins; they stand for a group of the identity provider. */
const pinsTag = (statement: Statement): boolean =>
  statement.conditions.some(({ key }) => /^aws:requesttag\/./i.test(key) && pinOf(statement, key).kind === "exact");

const audienceProblems = (statement: Statement, key: string): Verdict[] => {
  const pin = pinOf(statement, key);
  if (pin.kind === "exact") return [];
  return [
    violated(
      key,
      `${statementName(statement)}: ${pin.kind === "open" ? pin.why : `${pin.values.join(", ")} is a pattern`}`,
    ),
  ];
};

const subjectProblems = (statement: Statement, keys: readonly string[], ofGithub = false): Verdict[] => {
  const pins = keys.map((key) => pinOf(statement, key));
  const pinned = pins.find(({ kind }) => kind !== "open");
  if (pinned === undefined || pinned.kind === "open") {
    if (pinsTag(statement)) return [];
    const why = pins.map((pin) => (pin.kind === "open" ? pin.why : ""))[0];
    return [violated(keys[0] ?? "sub", `${statementName(statement)}: ${why}`)];
  }
  return pinned.values.flatMap((subject) => {
    const problem = subjectProblem(subject, pinned.kind, ofGithub);
    return problem === undefined ? [] : [violated(subject, `${statementName(statement)}: ${problem}`)];
  });
};

const federatedProblems = (statement: Statement, provider: string, declaredGithub: readonly string[]): Verdict[] => {
  if (isWide(provider))
    return [violated(provider, `${statementName(statement)} trusts more than one identity provider`)];
  if (/:saml-provider\//.test(provider))
    return [...audienceProblems(statement, "SAML:aud"), ...subjectProblems(statement, SAML_SUBJECTS)];
  const issuer = /:oidc-provider\/(.+)$/.exec(provider)?.[1] ?? provider;
  if (holdsReference(issuer))
    return [
      {
        what: provider,
        detail: `${statementName(statement)}: the issuer is known after the apply only`,
        state: "undecided",
      },
    ];
  const ofGithub = isGithubIssuer(issuer) || declaredGithub.includes(`https://${issuer}`);
  return [...audienceProblems(statement, `${issuer}:aud`), ...subjectProblems(statement, [`${issuer}:sub`], ofGithub)];
};

const accountOf = (principal: string): string | undefined =>
  /^\d{12}$/.test(principal) ? principal : /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];

const awsProblems = (statement: Statement, principal: string, view: PlanView): Verdict[] => {
  const isExact = (key: string) => pinOf(statement, key).kind === "exact";
  if (pinnedArns(statement, "aws:PrincipalArn").some((arn) => EXACT_PRINCIPAL.test(arn))) return [];
  if (principal === "*" && isExact("aws:PrincipalOrgID")) return [];
  if (isWide(principal)) return [violated(principal, `${statementName(statement)} trusts every AWS account`)];
  if (isReference(principal) && view.holdsAll(addressesOf(referencesIn(principal)))) return [];
  const other = accountOf(principal);
  if (other === undefined)
    return [
      {
        what: principal,
        detail: `${statementName(statement)}: whose principal this is cannot be read`,
        state: "undecided",
      },
    ];
  if (other === view.account || EXACT_PRINCIPAL.test(principal)) return [];
  if (isExact("sts:ExternalId") || isExact("aws:PrincipalOrgID")) return [];
  return [
    violated(
      principal,
      `${statementName(statement)} trusts a whole account without external id, organization or exact role`,
    ),
  ];
};

const serviceProblems = (statement: Statement, service: string, account: string | undefined): Verdict[] => {
  if (!SETS_SOURCE_ACCOUNT.has(service)) return [];
  const name = statementName(statement);
  const pin = pinOf(statement, "aws:SourceAccount");
  if (pin.kind !== "exact")
    return [violated(service, `${name} lets ${service} in from every account: aws:SourceAccount is not pinned`)];
  const others = pin.values.filter((value) => account !== undefined && value !== account);
  return others.map((other) => violated(service, `${name} lets ${service} in from account ${other}`));
};

const principalProblems = (
  statement: Statement,
  { type, value }: PrincipalName,
  view: PlanView,
  { expectations }: Circumstances,
): Verdict[] => {
  if (type === "Federated") return federatedProblems(statement, value, expectations?.githubIssuers ?? []);
  if (type === "AWS" || type === "*") return awsProblems(statement, value, view);
  if (type === "Service") return serviceProblems(statement, value, view.account);
  return [violated(value, `${statementName(statement)}: principals of kind ${type} cannot be pinned`)];
};

const judge = (statement: Statement, view: PlanView, circumstances: Circumstances): Verdict[] => {
  if (statement.effect === "Deny") return [];
  const { principals } = statement;
  if (principals === undefined) return [];
  if (principals.negated)
    return [
      violated(
        `${statementName(statement)} NotPrincipal`,
        `${statementName(statement)} trusts everybody except those under NotPrincipal`,
      ),
    ];
  return principals.values.flatMap((principal) => principalProblems(statement, principal, view, circumstances));
};

/** Who comes in is one audience and one subject, never everybody whom an issuer knows. */
export const trustPinsAudienceAndSubject: Rule = {
  id: "aws/trust-pins-audience-and-subject",
  protects:
    "Federated trusts pin audience and subject (or a session tag); other accounts and services come in under a documented condition only",
  appliesTo: ["aws_iam_role"],
  remedy: "pin the claim by StringEquals to the one value that may come in",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
  check: (view, circumstances) =>
    view
      .once(trustsOf)
      .flatMap(({ address, reading }) =>
        reading.statements.flatMap((statement) =>
          judge(statement, view, circumstances).map((verdict) => ({ address, ...verdict })),
        ),
      ),
};
