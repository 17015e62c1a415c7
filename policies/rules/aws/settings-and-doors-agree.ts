import type { NamedPolicy } from "../../../authorization/aws/compiled-group";
import { type AccessRequest, compilePolicies } from "../../../authorization/aws/evaluate-request";
import { ANTHROPIC_AWS_PERMISSIONS } from "../../../catalog/anthropic-aws-permissions";
import { mantleIdOf, mantleModels } from "../../../catalog/mantle-models";
import { MANTLE_MODEL_KEY, MANTLE_PERMISSIONS } from "../../../catalog/mantle-permissions";
import { type ClientDocument, documentsByIdentity } from "../../../plans/client-documents";
import type { Identity } from "../../../plans/identities";
import { listAt, objectAt, textAt } from "../../../plans/json-value";
import type { PolicyReading } from "../../../plans/policy-reading";
import { namedResources, permissionsOf } from "../../bedrock-statement";
import { namedModels } from "../../callable-models";
import type { Problem, Rule } from "../../rule";

type Verdict = Omit<Problem, "address">;
type Ask = (request: AccessRequest) => { readonly decision: string };

/** Where a document's client calls, as its settings say it. */
const placeOf = ({ settings, facts }: ClientDocument) => {
  const env = objectAt(settings, "env");
  const region = textAt(env, "AWS_REGION") ?? "";
  const start = (service: string) =>
    `arn:${textAt(facts, "partition") ?? "aws"}:${service}:${region}:${textAt(facts, "account") ?? ""}`;
  return {
    route: textAt(facts, "route"),
    project: `${start("bedrock-mantle")}:project/default`,
    workspace: `${start("aws-external-anthropic")}:workspace/${textAt(env, "ANTHROPIC_AWS_WORKSPACE_ID") ?? ""}`,
  };
};

const onMantle = (resource: string, model: string): AccessRequest[] =>
  Object.values(MANTLE_PERMISSIONS).map(({ action }) => ({ action, resource, context: { [MANTLE_MODEL_KEY]: model } }));

/** What settings lead to and the documents do not allow. */
const refused = (document: ClientDocument, ask: Ask): Verdict[] => {
  const { route, project, workspace } = placeOf(document);
  const say = (requests: readonly AccessRequest[], what: string, from: string): Verdict[] => {
    const stopped = requests.find((request) => ask(request).decision !== "allowed");
    if (stopped === undefined) return [];
    const detail = `${from} leads to ${what}, but ${stopped.action} on ${stopped.resource} is not shown to be allowed`;
    return [{ what, detail, state: ask(stopped).decision === "undecided" ? "undecided" : "violated" }];
  };
  if (route === "anthropic-aws") {
    const actions = Object.values(ANTHROPIC_AWS_PERMISSIONS).map(({ action }) => ({ action, resource: workspace }));
    return say(actions, workspace, "ANTHROPIC_AWS_WORKSPACE_ID");
  }
  if (route !== "mantle") return [];
  const named = new Map<string, string>();
  for (const [from, name] of namedModels(document.settings)) {
    const said = name.replace(/\[1m\]$/, "");
    if (said.startsWith("anthropic.") && !named.has(said)) named.set(said, from);
  }
  return [...named].flatMap(([said, from]) => say(onMantle(project, said), said, from));
};

/** Mantle's names of what a document's settings lead to, or what retires. */
const wantedOf = ({ settings, facts }: ClientDocument): string[] =>
  textAt(facts, "route") !== "mantle"
    ? []
    : [
        ...namedModels(settings).map(([, said]) => said.replace(/\[1m\]$/, "")),
        ...listAt(facts, "models").flatMap((model) => textAt(model, "target") ?? []),
      ];

/** What the documents allow and no settings lead to. */
const surplus = (identity: Identity, documents: readonly ClientDocument[], ask: Ask): Verdict[] => {
  const wanted = new Set(documents.flatMap(wantedOf));
  const projects = [...new Set(documents.map((document) => placeOf(document).project))];
  const models = mantleModels()
    .flatMap((model) => mantleIdOf(model) ?? [])
    .filter(
      (id) => !wanted.has(id) && projects.some((project) => onMantle(project, id).some((one) => allows(ask, one))),
    );
  const called = new Set(
    documents.map(placeOf).flatMap(({ route, workspace }) => (route === "anthropic-aws" ? [workspace] : [])),
  );
  const workspaces = workspacesOf(identity).filter((resource) => !called.has(resource));
  return [...models, ...new Set(workspaces)].map((what) => ({
    what,
    detail: `${what} may be called, but no settings lead to it`,
    state: "violated",
  }));
};

const allows = (ask: Ask, request: AccessRequest): boolean => ask(request).decision === "allowed";

/** Resources on which documents allow something of Claude Platform on AWS. */
const workspacesOf = ({ grants }: Identity): string[] =>
  grants.flatMap((grant) =>
    grant.state !== "known"
      ? []
      : grant.reading.statements
          .filter(({ effect, actions }) => effect === "Allow" && actions.values.some(isOfPlatform))
          .flatMap(namedResources),
  );

const isOfPlatform = (action: string): boolean =>
  permissionsOf(action).some((permission) => permission.action.startsWith("aws-external-anthropic:"));

const askOf = ({ grants }: Identity): Ask => {
  const identityPolicies = grants.flatMap((grant, at): NamedPolicy[] =>
    grant.state === "known" && grant.reading.document !== undefined
      ? [{ name: `document ${at + 1}`, document: grant.reading.document }]
      : [],
  );
  return compilePolicies({ identityPolicies });
};

/** Whether a document may allow something at one of the doors; each document is looked at once. */
const opensDoor = ({ grants }: Identity, known: Map<PolicyReading, boolean>): boolean =>
  grants.some((grant) => {
    if (grant.state !== "known") return false;
    const { reading } = grant;
    const found =
      known.get(reading) ??
      reading.statements.some(
        ({ effect, actions }) => effect === "Allow" && (actions.negated || actions.values.some(couldBeDoor)),
      );
    known.set(reading, found);
    return found;
  });

const couldBeDoor = (action: string): boolean =>
  permissionsOf(action).some((permission) => !permission.action.startsWith("bedrock:"));

/** What a client is told of Bedrock Mantle and Claude Platform on AWS is what it may do there, and the other way round. */
export const settingsAndDoorsAgree: Rule = {
  id: "aws/settings-and-doors-agree",
  protects:
    "What settings lead to on Bedrock Mantle and Claude Platform on AWS is allowed to that identity, and nothing else there",
  appliesTo: ["output"],
  remedy: "compute settings and grants from the same models and workspace",
  link: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_bedrock-mantle.html",
  check: (view) => {
    const known = new Map<PolicyReading, boolean>();
    return [...view.once(documentsByIdentity)].flatMap(([identity, documents]) => {
      if (documents.every(({ facts }) => textAt(facts, "route") === "bedrock") && !opensDoor(identity, known))
        return [];
      const ask = askOf(identity);
      const verdicts = [...documents.flatMap((one) => refused(one, ask)), ...surplus(identity, documents, ask)];
      return verdicts.map((verdict) => ({ address: identity.address, ...verdict }));
    });
  },
};
