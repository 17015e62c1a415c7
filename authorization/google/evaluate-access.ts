import { type CelVariables, celTime } from "../cel";
import { allOf, type Truth } from "../truth";
import type { AccessAnswer, AccessQuestion, Reason, Say } from "./access-question";
import { boundariesAgainst, principalVariables } from "./boundaries";
import { conditionHolds, conditionLanguage } from "./conditions";
import { coversCaller, type KnownCaller, readCaller } from "./covers-caller";
import { denyRuleApplies } from "./deny-rules";
import type { Binding, GoogleView, Unread } from "./google-view";
import { featureAllowed, modelAllowed, type PolicyAnswer } from "./model-policies";
import { isWithin } from "./resource-names";
import { roleHolds } from "./role-holds";

/** The one permission that organization policies about models have a say in. */
const PREDICT = "aiplatform.endpoints.predict";

const saying = (kind: Reason["kind"], name: string, applies: Truth): readonly Say[] =>
  applies === false ? [] : [{ reason: { kind, name }, applies }];

const policySays = ({ policies, isAllowed }: PolicyAnswer, resource: string): readonly Say[] => {
  if (isAllowed === true) return [];
  const names = policies.length === 0 ? [resource] : policies.map(({ name }) => name);
  return names.flatMap((name) => saying("organizationPolicy", name, isAllowed === false ? true : undefined));
};

const modelSays = (view: GoogleView, { permission, resource, model, feature }: AccessQuestion): readonly Say[] => {
  if (permission !== PREDICT || model === undefined) return [];
  const features = feature === undefined ? [] : policySays(featureAllowed(view, resource, model, feature), resource);
  return [...policySays(modelAllowed(view, resource, model), resource), ...features];
};

const unreadSays = (view: GoogleView, { resource }: AccessQuestion, isAbout: (unread: Unread) => boolean) =>
  (view.unread ?? [])
    .filter(isAbout)
    // Boundaries hang on principals, wherever the resource lies.
    .filter((unread) => unread.kind === "boundaries" || isWithin(view, resource, unread.resource) !== false)
    .flatMap((unread) => saying("unread", unread.resource, undefined));

const reasonsOf = (says: readonly Say[]): readonly Reason[] => says.map(({ reason }) => reason);
const sure = (says: readonly Say[]): readonly Say[] => says.filter(({ applies }) => applies === true);
const open = (says: readonly Say[]): readonly Say[] => says.filter(({ applies }) => applies === undefined);

const decide = (grants: readonly Say[], denials: readonly Say[]): AccessAnswer => {
  if (sure(denials).length > 0) return { decision: "denied", because: reasonsOf(sure(denials)) };
  if (grants.length === 0) return { decision: "denied", because: [] };
  const isGranted = sure(grants).length > 0;
  if (isGranted && denials.length === 0) return { decision: "allowed", because: reasonsOf(sure(grants)) };
  return { decision: "undecided", because: reasonsOf([...(isGranted ? [] : open(grants)), ...open(denials)]) };
};

/**
 * Reads a view once and answers questions about it: may a caller use a permission on a resource? A denial beats every grant,
 * a boundary limits, organization policies limit models. What is not known makes the answer `undecided`, never `allowed`.
 * @see https://docs.cloud.google.com/iam/docs/policy-types#evaluation
 */
export const compileAccess = (view: GoogleView): ((question: AccessQuestion) => AccessAnswer) => {
  const language = conditionLanguage();
  const variablesOf = ({ time, tags }: AccessQuestion): CelVariables => {
    const at = time === undefined ? undefined : celTime(language, time);
    return {
      request: at === undefined ? {} : { time: at },
      resource: tags === undefined ? {} : { tags: { ...tags } },
    };
  };
  const grantsOf = (question: AccessQuestion, caller: KnownCaller, variables: CelVariables): readonly Say[] => {
    const grants = ({ role, member, resource, condition }: Binding): Truth =>
      allOf(
        [
          () => roleHolds(view, role, question.permission),
          () => coversCaller(view, member, caller),
          () => isWithin(view, question.resource, resource),
          () => conditionHolds(language, condition, variables),
        ],
        (step) => step(),
      );
    return view.bindings.flatMap((binding) => saying("binding", binding.name, grants(binding)));
  };
  const denialsOf = (question: AccessQuestion, caller: KnownCaller, variables: CelVariables): readonly Say[] => {
    const asked = { caller, permission: question.permission, resource: question.resource };
    const rules = (view.denyRules ?? []).flatMap((rule) =>
      saying(
        "denyRule",
        rule.name,
        denyRuleApplies(view, rule, asked, () => conditionHolds(language, rule.condition, variables)),
      ),
    );
    const principal = principalVariables(caller);
    const { boundaries, apply } = boundariesAgainst(view, asked, ({ condition }) =>
      conditionHolds(language, condition, principal),
    );
    return [
      ...rules,
      ...boundaries.flatMap(({ name }) => saying("boundary", name, apply)),
      ...modelSays(view, question),
    ];
  };
  return (question) => {
    const caller = readCaller(question.caller);
    const variables = variablesOf(question);
    const grants = [
      ...grantsOf(question, caller, variables),
      ...unreadSays(view, question, ({ kind }) => kind === "bindings"),
    ];
    const denials = [
      ...denialsOf(question, caller, variables),
      ...unreadSays(
        view,
        question,
        ({ kind }) =>
          kind === "denyRules" ||
          kind === "boundaries" ||
          (kind === "organizationPolicies" && question.model !== undefined),
      ),
    ];
    return decide(grants, denials);
  };
};

/** One question; to ask many of the same view, use `compileAccess`. */
export const evaluateAccess = (view: GoogleView, question: AccessQuestion): AccessAnswer =>
  compileAccess(view)(question);
