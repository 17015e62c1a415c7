import type { PolicyDocument, Statement } from "../../authorization/aws/policy-document";
import { stringLike } from "../../authorization/glob";
import { ANTHROPIC_AWS_PERMISSIONS } from "../../catalog/anthropic-aws-permissions";
import { MANTLE_MODEL_KEY, MANTLE_PERMISSIONS } from "../../catalog/mantle-permissions";
import { describeModel } from "../model-name";
import type { AwsPlace } from "./bedrock-questions";
import type { ModelQuestion } from "./model-question";
import { ANY_REGION, unlisted } from "./unlisted";

const MANTLE = MANTLE_PERMISSIONS.infer.action;
const WORKSPACE = ANTHROPIC_AWS_PERMISSIONS.infer.action;
const EXACT = new Set(["stringequals", "stringlike"]);

const covers = ({ actions, effect }: Statement, action: string): boolean => {
  if (effect !== "Allow") return false;
  const named = actions.values.some((pattern) => stringLike(pattern.toLowerCase(), action.toLowerCase()));
  return named !== actions.negated;
};

const resourcesOf = ({ resources }: Statement): readonly string[] =>
  resources === undefined || resources.negated ? ["*"] : resources.values;

const modelsOf = ({ conditions }: Statement): readonly string[] => {
  const pin = conditions.find(
    ({ key, operator }) => key.toLowerCase() === MANTLE_MODEL_KEY.toLowerCase() && EXACT.has(operator.toLowerCase()),
  );
  return pin?.values ?? ["*"];
};

const regionOf = (resource: string): string | undefined => {
  const region = resource.split(":")[3];
  return region === undefined || region === "" || /[*?]/.test(region) ? undefined : region;
};

const mantleQuestion = (resource: string, model: string, { partition }: AwsPlace): ModelQuestion => {
  const asked = resource === "*" ? `arn:${partition}:bedrock-mantle:*:*:project/*` : resource;
  const region = regionOf(asked);
  const context = {
    [MANTLE_MODEL_KEY]: unlisted(model),
    "aws:RequestedRegion": region ?? ANY_REGION,
  };
  return {
    route: "mantle",
    ...describeModel(model),
    geography: region,
    through: asked,
    ways: [[{ request: { action: MANTLE, resource: unlisted(asked), context }, byCatalog: false }]],
    isWhole: true,
  };
};

const workspaceQuestion = (resource: string, { partition }: AwsPlace): ModelQuestion => {
  const asked = resource === "*" ? `arn:${partition}:aws-external-anthropic:*:*:workspace/*` : resource;
  const region = regionOf(asked);
  const context = { "aws:RequestedRegion": region ?? ANY_REGION };
  return {
    ...{ route: "anthropic-aws", model: "*", name: "every Claude model", geography: region, through: asked },
    ways: [[{ request: { action: WORKSPACE, resource: unlisted(asked), context }, byCatalog: false }]],
    isWhole: true,
  };
};

/** Everything on Bedrock Mantle and Claude Platform on AWS that these documents could let somebody call. */
export const doorQuestions = (documents: readonly PolicyDocument[], place: AwsPlace): readonly ModelQuestion[] => {
  const statements = documents.flatMap((document) => document.statements);
  const mantle = statements.filter((statement) => covers(statement, MANTLE));
  const workspaces = statements.filter((statement) => covers(statement, WORKSPACE));
  return [
    ...mantle.flatMap((statement) =>
      resourcesOf(statement).flatMap((resource) =>
        modelsOf(statement).map((model) => mantleQuestion(resource, model, place)),
      ),
    ),
    ...workspaces.flatMap((statement) => resourcesOf(statement).map((resource) => workspaceQuestion(resource, place))),
  ];
};
