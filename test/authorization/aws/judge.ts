import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { Decision, NamedPolicy } from "../../../authorization/aws/compiled-group";
import { type AccessRequest, evaluateRequest, type PolicySet } from "../../../authorization/aws/evaluate-request";
import { type PolicyDocument, parsePolicyDocument } from "../../../authorization/aws/policy-document";

export const ACCOUNT = "111122223333";
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/claude`;

/** A question with its documents as JSON, for both evaluators. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly principal?: string;
  readonly resourceAccount?: string;
  readonly identity: readonly unknown[];
  readonly boundary?: unknown;
  readonly scps?: readonly (readonly unknown[])[];
  readonly resourcePolicy?: unknown;
  readonly session?: unknown;
}

export const documentOf = (value: unknown): PolicyDocument => {
  const parsed = parsePolicyDocument(value);
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document;
};

const named =
  (name: string) =>
  (value: unknown, index: number): NamedPolicy => ({
    name: `${name} ${index}`,
    document: documentOf(value),
  });

/** The documents of a question, for our evaluator. */
export const policySetOf = (question: Question): PolicySet => ({
  identityPolicies: question.identity.map(named("identity")),
  ...(question.boundary === undefined ? {} : { permissionsBoundary: named("boundary")(question.boundary, 0) }),
  ...(question.session === undefined ? {} : { sessionPolicies: [named("session")(question.session, 0)] }),
  ...(question.resourcePolicy === undefined
    ? {}
    : { resourcePolicies: [named("resource")(question.resourcePolicy, 0)] }),
  ...(question.scps === undefined ? {} : { scps: question.scps.map((level) => level.map(named("scp"))) }),
});

export const requestOf = ({
  action,
  resource,
  context = {},
  principal = ROLE,
  resourceAccount,
}: Question): AccessRequest => ({
  action,
  resource,
  context,
  principal: { type: "AWS", arn: principal },
  ...(resourceAccount === undefined ? {} : { resourceAccount }),
});

/** Our answer. */
export const ours = (question: Question): Decision =>
  evaluateRequest({ ...policySetOf(question), request: requestOf(question) }).decision;

const DECISIONS = {
  Allowed: "allowed",
  ImplicitlyDenied: "implicitlyDenied",
  ExplicitlyDenied: "explicitlyDenied",
} as const;

const simulationOf = (question: Question): Simulation => ({
  request: {
    principal: question.principal ?? ROLE,
    action: question.action,
    resource: { resource: question.resource, accountId: question.resourceAccount ?? ACCOUNT },
    contextVariables: Object.fromEntries(
      Object.entries(question.context ?? {}).map(([key, value]) => [
        key,
        typeof value === "string" ? value : [...value],
      ]),
    ),
  },
  identityPolicies: question.identity.map((policy, index) => ({ name: `identity ${index}`, policy })),
  serviceControlPolicies: (question.scps ?? []).map((level, at) => ({
    orgIdentifier: `level ${at}`,
    policies: level.map((policy, index) => ({ name: `scp ${index}`, policy })),
  })),
  resourceControlPolicies: [],
  ...(question.resourcePolicy === undefined ? {} : { resourcePolicy: question.resourcePolicy }),
  ...(question.session === undefined ? {} : { sessionPolicy: question.session }),
  ...(question.boundary === undefined
    ? {}
    : { permissionBoundaryPolicies: [{ name: "boundary", policy: question.boundary }] }),
});

/** The judge's answer, strict; throws when it refuses the question, or leaves a context key out of it. */
export const judged = async (question: Question): Promise<Decision> => {
  const answer = await runSimulation(simulationOf(question), { simulationMode: "Strict" });
  if (answer.resultType === "error") throw new Error(`The judge refuses: ${JSON.stringify(answer.errors)}`);
  const ignored = answer.resultType === "single" ? (answer.result.ignoredContextKeys ?? []) : [];
  if (ignored.length > 0) throw new Error(`The judge ignores ${ignored.join(", ")}`);
  return DECISIONS[answer.overallResult];
};
