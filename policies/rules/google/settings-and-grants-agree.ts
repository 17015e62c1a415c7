import { modelAllowed } from "../../../authorization/google/model-policies";
import { type GoogleGrant, googleGrantsOf, googleProjectOf } from "../../../plans/google-grants";
import { type JsonObject, listAt, textAt, textsOf } from "../../../plans/json-value";
import { listIn } from "../../../plans/list-in";
import { organizationPoliciesOf } from "../../../plans/organization-policies";
import type { PlanView } from "../../../plans/plan-view";
import { type SettingsDocument, settingsDocumentsOf } from "../../../plans/settings-documents";
import type { Circumstances } from "../../circumstances";
import { callsVertex } from "../../google-callers";
import type { Problem, Rule } from "../../rule";

const OUTPUT = "output.client_settings";
const ROUTES: ReadonlySet<string | undefined> = new Set(["vertex", "anthropic-google-cloud"]);

const documentsOf = (view: PlanView): readonly SettingsDocument[] =>
  view.once(settingsDocumentsOf).filter(({ facts }) => ROUTES.has(textAt(facts, "route")));

/** Grants of a stack that call models, or may, by their members; those of another project apart. */
const callersOf = (view: PlanView, circumstances: Circumstances): ReadonlyMap<string, readonly GoogleGrant[]> => {
  const found = new Map<string, GoogleGrant[]>();
  for (const grant of view.once(googleGrantsOf)) {
    if (grant.on === "service_account" || callsVertex(view, grant, circumstances) === false) continue;
    for (const member of grant.members) listIn(found, member).push(grant);
  }
  return found;
};

const isIn = (view: PlanView, { on, resource }: GoogleGrant, project: string): boolean => {
  const said = on === "project" ? googleProjectOf(view, resource) : undefined;
  return said === undefined || said.startsWith("<ref ") || said.replace(/^projects\//, "") === project;
};

/** Whether organization policies of these plans let a project call a model; each is asked once. */
const askPolicies = ({ views }: Circumstances): ((project: string, model: string) => boolean | undefined) => {
  const organizationPolicies = views.flatMap((view) => view.once(organizationPoliciesOf));
  const known = new Map<string, boolean | undefined>();
  return (project, model) => {
    const key = `${project} ${model}`;
    if (!known.has(key))
      known.set(key, modelAllowed({ bindings: [], organizationPolicies }, `projects/${project}`, model).isAllowed);
    return known.get(key);
  };
};

const pinned = (facts: JsonObject): readonly string[] =>
  listAt(facts, "models").flatMap((model) => {
    const target = textAt(model, "target");
    return target === undefined || textAt(model, "retiringUntil") !== undefined ? [] : [target];
  });

/** Who has settings may call, and what they lead to is not forbidden. */
const judgeDocument = (
  view: PlanView,
  { name, facts }: SettingsDocument,
  callers: ReadonlyMap<string, readonly GoogleGrant[]>,
  circumstances: Circumstances,
): Problem[] => {
  const project = textAt(facts, "project") ?? "";
  const problem = (what: string, detail: string): Problem => ({
    ...{ address: OUTPUT, what: `${name} ${what}`, detail, state: "violated" },
  });
  const granted = textsOf(facts.members).some((member) =>
    (callers.get(member) ?? []).some((grant) => isIn(view, grant, project)),
  );
  const refused = granted
    ? []
    : [
        problem(
          project,
          `Settings of ${name} are given out, but nothing in this plan lets it call models in project ${project}`,
        ),
      ];
  const allows = circumstances.once(askPolicies);
  const forbidden = pinned(facts).filter((model) => allows(project, model) === false);
  return [
    ...refused,
    ...forbidden.map((model) =>
      problem(
        model,
        `Settings of ${name} lead to ${model}, which an organization policy forbids in project ${project}`,
      ),
    ),
  ];
};

/** Who may call and has no settings: nobody planned it. */
const withoutSettings = (
  documents: readonly SettingsDocument[],
  callers: ReadonlyMap<string, readonly GoogleGrant[]>,
): Problem[] => {
  const declared = new Set(documents.flatMap(({ facts }) => textsOf(facts.members)));
  return [...callers].flatMap(([member, grants]): Problem[] => {
    const [grant] = grants;
    if (declared.has(member) || grant === undefined) return [];
    const detail = `${member} may call models, and no settings are given out to it`;
    return [{ address: grant.resource.address, what: member, detail, state: "violated" }];
  });
};

/** What a client is told on Google Cloud is what it may do, and the other way round. */
export const googleSettingsAndGrantsAgree: Rule = {
  id: "google/settings-and-grants-agree",
  protects: "Whoever gets settings for Google Cloud may call their models in their project, and nobody else may",
  appliesTo: ["output"],
  remedy: "compute settings and grants from the same declaration, and let policies allow every model that is pinned",
  link: "https://code.claude.com/docs/en/google-vertex-ai",
  check: (view, circumstances) => {
    const documents = documentsOf(view);
    if (documents.length === 0) return [];
    const callers = callersOf(view, circumstances);
    return [
      ...documents.flatMap((document) => judgeDocument(view, document, callers, circumstances)),
      ...withoutSettings(documents, callers),
    ];
  },
};
