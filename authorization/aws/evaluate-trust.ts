import { allOf } from "../truth";
import {
  type CompiledGroup,
  compileGroup,
  type DecidingStatement,
  decide,
  type Evaluation,
  hear,
  truthOf,
} from "./compiled-group";
import { accountOf, type RequestPrincipal } from "./match-principal";
import type { PolicyDocument } from "./policy-document";
import { type RequestContext, requestFacts } from "./request-facts";
import { assertionFacts, issuerName, type TrustFacts, tagFacts, tokenFacts } from "./trust-context";
import { UNRESOLVED } from "./unresolved";

/** Who wants to assume the role. */
export type TrustPrincipal =
  /** The bearer of an OIDC token: its claims, as decoded. */
  | {
      readonly kind: "webIdentity";
      /** `https://token.actions.githubusercontent.com`: the token's `iss`, character by character. */
      readonly issuer: string;
      readonly claims: Readonly<Record<string, unknown>>;
      /** Audiences registered with the provider, which STS asks for besides the trust. @default not asked */
      readonly clientIds?: readonly string[];
    }
  /** An AWS service; what it sends along differs by service. */
  | {
      readonly kind: "service";
      /** `ecs-tasks.amazonaws.com`. */
      readonly service: string;
      readonly sourceAccount?: string;
      readonly sourceArn?: string;
      readonly sourceOrganizationId?: string;
      /** Session tags, as EKS Pod Identity sets them. */
      readonly sessionTags?: Readonly<Record<string, string>>;
    }
  /** A role, user or session. */
  | {
      readonly kind: "aws";
      readonly arn: string;
      readonly organizationId?: string;
      readonly externalId?: string;
      readonly principalTags?: Readonly<Record<string, string>>;
      readonly sessionTags?: Readonly<Record<string, string>>;
    }
  /** The bearer of a SAML assertion. */
  | {
      readonly kind: "saml";
      readonly providerArn: string;
      /** By condition key (`SAML:aud`) or by attribute name (`https://aws.amazon.com/SAML/Attributes/PrincipalTag:team`). */
      readonly attributes: Readonly<Record<string, string | readonly string[]>>;
    };

/** One attempt to assume the role. */
export interface TrustRequest {
  readonly principal: TrustPrincipal;
  /** ARN of the role; says the account and partition whose provider counts. */
  readonly roleArn: string;
  /** @default the action that fits the principal, `sts:AssumeRoleWithWebIdentity` for a token */
  readonly action?: string;
  /** Keys that do not follow from the principal: `aws:SourceIp`, `sts:RoleSessionName`. @default none */
  readonly context?: RequestContext;
}

/** Whether the trust lets the principal in. */
export interface TrustEvaluation extends Evaluation {
  /** Allowed, but the principal also needs `sts:AssumeRole` in a policy of its own. */
  readonly needsOwnPermission: boolean;
}

const ACTIONS = {
  webIdentity: "sts:AssumeRoleWithWebIdentity",
  saml: "sts:AssumeRoleWithSAML",
  service: "sts:AssumeRole",
  aws: "sts:AssumeRole",
} as const;

/** Providers that AWS knows by itself; a trust names them without an ARN. */
const BUILT_IN = new Set([
  "accounts.google.com",
  "cognito-identity.amazonaws.com",
  "graph.facebook.com",
  "www.amazon.com",
]);

const principalOf = (principal: TrustPrincipal, roleArn: string): RequestPrincipal => {
  if (principal.kind === "aws") return { type: "AWS", arn: principal.arn };
  if (principal.kind === "service") return { type: "Service", service: principal.service };
  if (principal.kind === "saml") return { type: "Federated", provider: principal.providerArn };
  const name = issuerName(principal.issuer);
  if (BUILT_IN.has(name)) return { type: "Federated", provider: name };
  const [, partition = ""] = roleArn.split(":");
  return { type: "Federated", provider: `arn:${partition}:iam::${accountOf(roleArn)}:oidc-provider/${name}` };
};

const withoutUndefined = (context: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(context).filter((entry): entry is [string, string] => entry[1] !== undefined));

const serviceFacts = (principal: TrustPrincipal & { kind: "service" }): TrustFacts => {
  const tags = tagFacts({ tags: principal.sessionTags ?? {} });
  const source = withoutUndefined({
    "aws:SourceAccount": principal.sourceAccount,
    "aws:SourceArn": principal.sourceArn,
    "aws:SourceOrgID": principal.sourceOrganizationId,
  });
  return { context: { ...source, ...tags.context }, moreActions: tags.moreActions };
};

/** `aws:PrincipalArn` of a session is its role's ARN, whose path the session does not tell: give it in the context. */
const awsFacts = (principal: TrustPrincipal & { kind: "aws" }): TrustFacts => {
  const tags = tagFacts({ tags: principal.sessionTags ?? {} });
  const caller = withoutUndefined({
    "aws:PrincipalAccount": accountOf(principal.arn),
    "aws:PrincipalOrgID": principal.organizationId,
    "sts:ExternalId": principal.externalId,
  });
  const own = { "aws:PrincipalArn": principal.arn.includes(":assumed-role/") ? UNRESOLVED : principal.arn };
  const principalTags = Object.entries(principal.principalTags ?? {}).map(([tag, value]) => [
    `aws:PrincipalTag/${tag}`,
    value,
  ]);
  return {
    context: { ...own, ...caller, ...Object.fromEntries(principalTags), ...tags.context },
    moreActions: tags.moreActions,
  };
};

const factsOf = (principal: TrustPrincipal): TrustFacts | undefined => {
  if (principal.kind === "webIdentity") return tokenFacts(principal.issuer, principal.claims);
  if (principal.kind === "saml") return assertionFacts(principal.attributes);
  return principal.kind === "service" ? serviceFacts(principal) : awsFacts(principal);
};

/** STS takes a token only when one of its audiences is registered with the provider. */
const isRegistered = (principal: TrustPrincipal): boolean => {
  if (principal.kind !== "webIdentity" || principal.clientIds === undefined) return true;
  const { azp, aud } = principal.claims;
  const audiences: readonly unknown[] = azp === undefined && Array.isArray(aud) ? aud : [azp ?? aud];
  return audiences.some((audience) => principal.clientIds?.includes(String(audience)));
};

/** A provider lets nobody into the roles of another account. */
const isForeignProvider = (principal: TrustPrincipal, roleArn: string): boolean =>
  principal.kind === "saml" && accountOf(principal.providerArn) !== accountOf(roleArn);

const DENIED: TrustEvaluation = { decision: "implicitlyDenied", because: [], needsOwnPermission: false };

const unique = (statements: readonly DecidingStatement[]): readonly DecidingStatement[] => [
  ...new Map(statements.map((statement) => [statement.statementIndex, statement])).values(),
];

const answer = (group: CompiledGroup, request: TrustRequest, facts: TrustFacts): TrustEvaluation => {
  const { principal, roleArn, context = {} } = request;
  const asking = principalOf(principal, roleArn);
  const actions = [request.action ?? ACTIONS[principal.kind], ...facts.moreActions];
  const says = actions.map((action) =>
    hear(group, requestFacts({ action, resource: roleArn, context: { ...facts.context, ...context } }), asking),
  );
  const evaluation = decide(allOf(says, truthOf), says);
  const named = says[0]?.allows.some(({ closeness }) => closeness === "itself" || closeness === "its role") ?? false;
  const isNeighbour = principal.kind === "aws" && accountOf(principal.arn) === accountOf(roleArn);
  return {
    decision: evaluation.decision,
    because: unique(evaluation.because),
    needsOwnPermission: evaluation.decision === "allowed" && principal.kind === "aws" && !(isNeighbour && named),
  };
};

/** Reads a trust policy once and answers who may come in. */
export const compileTrust = (trust: PolicyDocument): ((request: TrustRequest) => TrustEvaluation) => {
  const group = compileGroup([{ name: "trust", document: trust }], "trust");
  return (request) => {
    if (!isRegistered(request.principal) || isForeignProvider(request.principal, request.roleArn)) return DENIED;
    const facts = factsOf(request.principal);
    // Claims under https://aws.amazon.com/tags that are no single texts make STS refuse the token.
    return facts === undefined ? DENIED : answer(group, request, facts);
  };
};

/**
 * Whether a trust policy lets a principal assume the role. A token with tags (or a source identity) also needs
 * `sts:TagSession` (`sts:SetSourceIdentity`), under the same conditions.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export const evaluateTrust = ({
  trust,
  ...request
}: TrustRequest & { readonly trust: PolicyDocument }): TrustEvaluation => compileTrust(trust)(request);
