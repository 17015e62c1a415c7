import { both, either, type Truth } from "../truth";
import {
  type CompiledGroup,
  compileGroup,
  decide,
  type Evaluation,
  hear,
  type NamedPolicy,
  type Say,
  truthOf,
} from "./compiled-group";
import { accountOf, type RequestPrincipal } from "./match-principal";
import { type RequestContext, requestFacts } from "./request-facts";

/** Everything that has a say in a principal's requests. */
export interface PolicySet {
  readonly identityPolicies: readonly NamedPolicy[];
  /** @default nothing is bounded */
  readonly permissionsBoundary?: NamedPolicy;
  /** Policies of the resource, with principals. @default none */
  readonly resourcePolicies?: readonly NamedPolicy[];
  /** Service control policies by level, organization root first; every level must allow. @default no organization */
  readonly scps?: readonly (readonly NamedPolicy[])[];
  /** Policies passed when the session was made. @default not limited */
  readonly sessionPolicies?: readonly NamedPolicy[];
}

/** One question. */
export interface AccessRequest {
  /** `bedrock:InvokeModel`; case does not matter. */
  readonly action: string;
  /** ARN, or `*` for an action without resource types. */
  readonly resource: string;
  /** Keys that are left out are absent from the request. @default none */
  readonly context?: RequestContext;
  /** Needed where resource policies have a say. */
  readonly principal?: RequestPrincipal;
  /** Account that owns the resource. @default the account in its ARN */
  readonly resourceAccount?: string;
}

/**
 * What a resource policy gives to a principal of the same account. Naming the account only hands the choice to identity
 * policies. A boundary and session policies limit what is granted to a role; whether they limit what is granted to a user, a
 * session or everybody depends on more than documents say, and is left open.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
const grantedByResource = ({ allows, mayAllow }: Say, limits: Truth): Truth => {
  const grants = allows.filter(({ closeness }) => closeness !== "its account");
  if (grants.length === 0) return mayAllow.length > 0 ? undefined : false;
  return limits === true || grants.every(({ closeness }) => closeness === "its role") ? limits : undefined;
};

interface Says {
  readonly identity: Say;
  readonly boundary: Say | undefined;
  readonly session: Say | undefined;
  readonly resource: Say | undefined;
  readonly levels: readonly Say[];
}

const isSameAccount = ({ principal, resource, resourceAccount }: AccessRequest): boolean => {
  const owner = resourceAccount ?? accountOf(resource);
  return principal?.type === "AWS" && owner !== undefined && owner === accountOf(principal.arn);
};

/** Whether the documents allow, denials left aside. */
const allowedBy = (says: Says, request: AccessRequest): Truth => {
  const { identity, boundary, session, resource } = says;
  const limits = both(
    boundary === undefined ? true : truthOf(boundary),
    session === undefined ? true : truthOf(session),
  );
  const byIdentity = both(truthOf(identity), limits);
  const levels = says.levels.reduce<Truth>((answer, level) => both(answer, truthOf(level)), true);
  if (resource === undefined) return both(byIdentity, levels);
  if (!isSameAccount(request)) return both(both(byIdentity, truthOf(resource)), levels);
  return both(either(byIdentity, grantedByResource(resource, limits)), levels);
};

/**
 * Reads the documents once and answers questions about them.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const compilePolicies = (set: PolicySet): ((request: AccessRequest) => Evaluation) => {
  const identity = compileGroup(set.identityPolicies, "identity");
  const boundary = set.permissionsBoundary && compileGroup([set.permissionsBoundary], "identity");
  const session = set.sessionPolicies && compileGroup(set.sessionPolicies, "identity");
  const resource = set.resourcePolicies && compileGroup(set.resourcePolicies, "resource");
  const levels = (set.scps ?? []).map((level) => compileGroup(level, "identity"));
  return (request) => {
    const facts = requestFacts(request);
    const ask = (group: CompiledGroup): Say => hear(group, facts, request.principal);
    const says: Says = {
      identity: ask(identity),
      boundary: boundary && ask(boundary),
      session: session && ask(session),
      resource: resource && ask(resource),
      levels: levels.map(ask),
    };
    const heard = [says.identity, says.boundary, says.session, says.resource, ...says.levels];
    return decide(
      allowedBy(says, request),
      heard.filter((say) => say !== undefined),
    );
  };
};

/** One question; to ask many of the same documents, use `compilePolicies`. */
export const evaluateRequest = ({ request, ...set }: PolicySet & { readonly request: AccessRequest }): Evaluation =>
  compilePolicies(set)(request);
