import type { Binding, Condition, Unread } from "../../authorization/google/google-view";
import type { Text } from "../../authorization/google/text";
import { oneBlock } from "../blocks";
import { isJsonObject, type JsonValue, listAt, objectAt, textAt, textsOf } from "../json-value";
import type { PlannedResource, PlanView } from "../plan-view";
import { argumentText, type MadeNames, projectOf, textWith } from "./made-names";

/** What grants hang on, with the argument that names it. */
const HOLDERS = {
  project: "project",
  folder: "folder",
  organization: "org_id",
  service_account: "service_account_id",
} as const;
type Holder = keyof typeof HOLDERS;

/** A condition of a grant or a rule; `undefined` where there is none. */
export const conditionOf = (block: JsonValue | undefined, names: MadeNames): Condition | undefined => {
  const condition = oneBlock(block);
  if (!isJsonObject(condition)) return undefined;
  const [title, expression] = [textAt(condition, "title"), textAt(condition, "expression")];
  return {
    ...(title === undefined ? {} : { title }),
    expression: expression === undefined ? { unknown: "only the apply tells" } : textWith(names, expression),
  };
};

const resourceOf = (view: PlanView, names: MadeNames, resource: PlannedResource, holder: Holder): Text => {
  if (holder === "project") {
    const project = projectOf(view, resource) ?? argumentText(names, resource, "project");
    return typeof project === "string" ? `projects/${project}` : { unknown: "a project that only the apply tells" };
  }
  const named = argumentText(names, resource, HOLDERS[holder]);
  if (typeof named !== "string") return named ?? { unknown: `a ${holder} that only the apply tells` };
  if (holder === "organization") return `organizations/${named.replace(/^organizations\//, "")}`;
  return holder === "folder" ? `folders/${named.replace(/^folders\//, "")}` : named;
};

const membersOf = (names: MadeNames, resource: PlannedResource): readonly Text[] => {
  const one = argumentText(names, resource, "member");
  if (one !== undefined) return [one];
  const many = textsOf(resource.values.members).map((member) => textWith(names, member));
  const unread = argumentText(names, resource, "members");
  return many.length === 0 && unread !== undefined ? [unread] : many;
};

const ofGrant = (view: PlanView, names: MadeNames, resource: PlannedResource, holder: Holder): readonly Binding[] => {
  const { address, type, values } = resource;
  const condition = conditionOf(values.condition, names);
  const shared = {
    name: address,
    role: argumentText(names, resource, "role") ?? { unknown: "a role that only the apply tells" },
    resource: resourceOf(view, names, resource, holder),
    ...(condition === undefined ? {} : { condition }),
    ...(type.endsWith("_binding") ? { authoritative: true } : {}),
  };
  return membersOf(names, resource).map((member) => ({ ...shared, member }));
};

const parsed = (text: string | undefined): JsonValue | undefined => {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as JsonValue);
  } catch {
    return undefined;
  }
};

/** Bindings of a whole policy, `policy_data`; a policy that cannot be read is said. */
const ofPolicy = (
  view: PlanView,
  names: MadeNames,
  resource: PlannedResource,
  holder: Holder,
): readonly Binding[] | Unread => {
  const on = resourceOf(view, names, resource, holder);
  const policy = parsed(textAt(resource.values, "policy_data"));
  if (!isJsonObject(policy)) return { kind: "bindings", resource: typeof on === "string" ? on : "projects/-" };
  return listAt(policy, "bindings").flatMap((binding) => {
    const condition = conditionOf(isJsonObject(binding) ? binding.condition : undefined, names);
    return textsOf(isJsonObject(binding) ? binding.members : undefined).map((member) => ({
      ...{ name: resource.address, resource: on, authoritative: true },
      role: textWith(names, textAt(binding, "role") ?? ""),
      member: textWith(names, member),
      ...(condition === undefined ? {} : { condition }),
    }));
  });
};

/** Every grant on projects, folders, organizations and service accounts, and the policies that could not be read. */
export const bindingsOf = (
  view: PlanView,
  names: MadeNames,
): { readonly bindings: readonly Binding[]; readonly unread: readonly Unread[] } => {
  const holders = Object.keys(HOLDERS) as Holder[];
  const grants = holders.flatMap((holder) =>
    ["member", "binding"].flatMap((kind) =>
      view.ofType(`google_${holder}_iam_${kind}`).flatMap((resource) => ofGrant(view, names, resource, holder)),
    ),
  );
  const policies = holders.flatMap((holder) =>
    view.ofType(`google_${holder}_iam_policy`).map((resource) => ofPolicy(view, names, resource, holder)),
  );
  return {
    bindings: [...grants, ...policies.flatMap((policy) => ("kind" in policy ? [] : policy))],
    unread: policies.flatMap((policy) => ("kind" in policy ? [policy] : [])),
  };
};

/** Parents of projects and folders that the plan makes. */
export const parentsOf = (view: PlanView): Readonly<Record<string, string>> => {
  const projects = view.ofType("google_project").flatMap(({ values }) => {
    const [id, folder, organization] = ["project_id", "folder_id", "org_id"].map((key) => textAt(values, key));
    const parent = folder
      ? `folders/${folder.replace(/^folders\//, "")}`
      : organization
        ? `organizations/${organization}`
        : "";
    return id === undefined || parent === "" ? [] : [[`projects/${id}`, parent] as const];
  });
  const folders = view.ofType("google_folder").flatMap(({ values }) => {
    const [name, parent] = [textAt(values, "name"), textAt(values, "parent")];
    return name === undefined || parent === undefined ? [] : [[name, parent] as const];
  });
  return Object.fromEntries([...projects, ...folders]);
};

/** Values of a list argument as texts. */
export const textList = (names: MadeNames, block: JsonValue | undefined, key: string): readonly Text[] =>
  textsOf(objectAt({ block: block ?? null }, "block")[key]).map((text) => textWith(names, text));
