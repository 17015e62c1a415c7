import type { Text } from "../../authorization/google/text";
import { textAt } from "../json-value";
import type { PlannedResource, PlanView } from "../plan-view";
import { referencesIn } from "../reference";

/** Project of a resource: its own, or that of the provider; `undefined` where neither says. */
export const projectOf = (view: PlanView, { values }: PlannedResource): string | undefined => {
  const own = textAt(values, "project");
  if (own !== undefined && !own.startsWith("<ref ")) return own.replace(/^projects\//, "");
  const provider = view.blocks.find(({ address }) => address === "provider.google")?.values;
  const said = textAt(provider, "project");
  return said?.startsWith("<ref ") ? undefined : said;
};

/** Names that Google will give, by the expression that stands for them: `google_service_account.ci.email`. */
export type MadeNames = ReadonlyMap<string, string>;

const ofAccount = (address: string, email: string): readonly (readonly [string, string])[] => {
  const name = `projects/${email.slice(email.indexOf("@") + 1).split(".")[0]}/serviceAccounts/${email}`;
  return [
    [`${address}.email`, email],
    [`${address}.member`, `serviceAccount:${email}`],
    [`${address}.name`, name],
    [`${address}.id`, name],
  ];
};

/** E-mail of a service account that the plan makes; `undefined` where its project or id is not known. */
export const emailOf = (view: PlanView, account: PlannedResource): string | undefined => {
  const stated = textAt(account.values, "email");
  if (stated !== undefined && !stated.startsWith("<ref ")) return stated;
  const [id, project] = [textAt(account.values, "account_id"), projectOf(view, account)];
  return id === undefined || project === undefined ? undefined : `${id}@${project}.iam.gserviceaccount.com`;
};

/** Resource types of custom roles, those of a project first. */
export const CUSTOM_ROLE_TYPES = ["google_project_iam_custom_role", "google_organization_iam_custom_role"] as const;

/** Name of a custom role that the plan makes; `undefined` where its project or organization is not known. */
export const customRoleName = (view: PlanView, role: PlannedResource): string | undefined => {
  const id = textAt(role.values, "role_id");
  const organization = textAt(role.values, "org_id");
  const project = projectOf(view, role);
  if (id === undefined) return undefined;
  if (role.type === "google_organization_iam_custom_role")
    return organization === undefined ? undefined : `organizations/${organization}/roles/${id}`;
  return project === undefined ? undefined : `projects/${project}/roles/${id}`;
};

/** Names of what a plan makes, which its other resources refer to before Google has given them. */
export const madeNames = (view: PlanView): MadeNames => {
  const accounts = view.ofType("google_service_account").flatMap((account) => {
    const email = emailOf(view, account);
    return email === undefined ? [] : ofAccount(account.address, email);
  });
  const roles = CUSTOM_ROLE_TYPES.flatMap((type) =>
    view.ofType(type).flatMap((role) => {
      const name = customRoleName(view, role);
      return name === undefined ? [] : ["name", "id"].map((key) => [`${role.address}.${key}`, name] as const);
    }),
  );
  const projects = view.ofType("google_project").flatMap(({ address, values }) => {
    const id = textAt(values, "project_id");
    return id === undefined ? [] : [[`${address}.project_id`, id] as const];
  });
  return new Map([...accounts, ...roles, ...projects]);
};

const MARK = /<ref [^<>]*>/g;

/** A text with the names of what the plan makes filled in; what then is not known stays so, its known parts beside it. */
export const textWith = (names: MadeNames, value: string): Text => {
  if (!value.includes("<ref ")) return value;
  const filled = value.replace(MARK, (mark) => names.get(referencesIn(mark)[0] ?? "") ?? mark);
  const [unknown] = referencesIn(filled);
  return unknown === undefined ? filled : { unknown, like: filled.replace(MARK, "*") };
};

/** Attribute of a resource to which an argument refers when nothing but the reference is known. */
const MEANT: Readonly<Record<string, string>> = { role: "name", member: "member", service_account_id: "name" };

/** The text of an argument, known by reference where the plan tells no more; `undefined` where it is not configured. */
export const argumentText = (
  names: MadeNames,
  { values, unknown }: PlannedResource,
  argument: string,
): Text | undefined => {
  const value = textAt(values, argument);
  if (value !== undefined) return textWith(names, value);
  const unread = unknown.find((one) => one.argument === argument);
  if (unread === undefined) return undefined;
  const [address, ...others] = unread.references;
  const made = others.length > 0 ? undefined : names.get(`${address}.${MEANT[argument]}`);
  return made ?? { unknown: unread.references.join(", ") || "only the apply tells" };
};
