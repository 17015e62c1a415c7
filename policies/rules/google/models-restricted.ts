import type { OrganizationPolicy } from "../../../authorization/google/google-view";
import { modelAllowed, type PolicyAnswer } from "../../../authorization/google/model-policies";
import { isKnown } from "../../../authorization/google/text";
import { MODEL_CONSTRAINTS } from "../../../catalog/google-permissions";
import { GOOGLE_GRANT_TYPES, googleProjectOf } from "../../../plans/google-grants";
import { textAt } from "../../../plans/json-value";
import { organizationPoliciesOf } from "../../../plans/organization-policies";
import type { PlanView } from "../../../plans/plan-view";
import { settingsDocumentsOf } from "../../../plans/settings-documents";
import type { Circumstances } from "../../circumstances";
import { BASIC_ROLES, vertexGrantsOf } from "../../google-callers";
import type { Problem, Rule } from "../../rule";

const OUTPUT = "output.client_settings";
/** No model: what a policy says of it, it says of every model that nobody thought of. */
const UNHEARD_OF = "model-that-no-policy-names";

/** A project by its id, not by its number, which may be that of any. */
const PROJECT_ID = /^projects\/([^/]*[^/\d][^/]*)$/;

/** Policies that could count for any project, and those of one each. */
interface Policies {
  readonly elsewhere: readonly OrganizationPolicy[];
  readonly byProject: ReadonlyMap<string, readonly OrganizationPolicy[]>;
}

const policies = ({ views }: Circumstances): Policies => {
  const elsewhere: OrganizationPolicy[] = [];
  const byProject = new Map<string, OrganizationPolicy[]>();
  for (const policy of views.flatMap((view) => view.once(organizationPoliciesOf))) {
    const [, project] = isKnown(policy.resource) ? (PROJECT_ID.exec(policy.resource) ?? []) : [];
    const same = project === undefined ? elsewhere : byProject.get(project);
    if (same !== undefined) same.push(policy);
    else if (project !== undefined) byProject.set(project, [policy]);
  }
  return { elsewhere, byProject };
};

const restrictionOf = ({ elsewhere, byProject }: Policies, project: string): PolicyAnswer => {
  const organizationPolicies = [...elsewhere, ...(byProject.get(project) ?? [])];
  return modelAllowed({ bindings: [], organizationPolicies }, `projects/${project}`, UNHEARD_OF);
};

/** Id of the project on which a grant is given, also where it refers to the project's resource. */
const projectOf = (view: PlanView, said: string): string => {
  const [, address = ""] = /^<ref (google_project\.[^>]+)\.(?:project_id|id)>$/.exec(said) ?? [];
  return textAt(view.find(address)?.values, "project_id") ?? said.replace(/^projects\//, "");
};

/** Projects in which grants of a stack let call models, with the address of the first of these; sorted. */
const projectsOf = (view: PlanView, circumstances: Circumstances): readonly (readonly [string, string])[] => {
  const first = new Map<string, string>();
  for (const { on, role, resource } of vertexGrantsOf(view, circumstances)) {
    if (on !== "project" || BASIC_ROLES.has(role ?? "")) continue;
    const project = projectOf(view, googleProjectOf(view, resource) ?? "");
    const known = first.get(project);
    if (known === undefined || resource.address < known) first.set(project, resource.address);
  }
  return [...first].sort(([a], [b]) => (a < b ? -1 : 1));
};

const projectsWithSettings = (view: PlanView): ReadonlySet<string | undefined> =>
  new Set(
    view
      .once(settingsDocumentsOf)
      .filter(({ facts }) => textAt(facts, "route") === "vertex")
      .map(({ facts }) => textAt(facts, "project")),
  );

/**
 * IAM on Vertex AI cannot name a model: without an organization policy that lists them, whoever may call one may call every model
 * that is on in the project. Undecided, since a policy may stand above the project or outside of these plans. One finding for
 * each project in which a grant other than that of a basic role lets call models; none where a declaration says the same, which
 * is asked there.
 */
export const modelsRestricted: Rule = {
  id: "google/models-restricted",
  protects:
    "In every project the models that may be called are listed by an organization policy, not by client settings alone",
  appliesTo: GOOGLE_GRANT_TYPES,
  remedy: "declare modelRestriction: project, or list the models by vertexai.allowedModels; or acknowledge it",
  link: MODEL_CONSTRAINTS.models.source,
  check: (view, circumstances) => {
    const restricted = circumstances.once(policies);
    const withSettings = view.once(projectsWithSettings);
    if (circumstances.expectations?.stacks.get(view.stack)?.modelsBySettings === true) return [];
    return projectsOf(view, circumstances).flatMap(([project, grant]): Problem[] => {
      const { isAllowed, policies: asked } = restrictionOf(restricted, project);
      if (isAllowed === false) return [];
      const hasSettings = withSettings.has(project);
      const named = asked.map(({ name }) => name).join(", ");
      const detail =
        isAllowed === undefined
          ? `Whether ${named} restricts the models of project ${project} cannot be seen here`
          : hasSettings
            ? `Client settings alone restrict which models are called in project ${project}`
            : `Nothing in this plan restricts which models are called in project ${project}`;
      return [{ address: hasSettings ? OUTPUT : grant, what: `projects/${project}`, detail, state: "undecided" }];
    });
  },
};
