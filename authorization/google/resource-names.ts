import { stringLike } from "../glob";
import { anyOf, type Truth } from "../truth";
import type { GoogleView } from "./google-view";
import { isKnown, type Text } from "./text";

const SERVICE = /^\/\/[a-z.]+\.googleapis\.com\//;

/** Project that owns a service account: an id, or a number for the accounts that Compute Engine makes; `undefined` if unclear. */
export const projectOfAccount = (email: string): string | undefined =>
  /^[^@]+@([^.@]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ??
  /^(\d+)-compute@developer\.gserviceaccount\.com$/.exec(email)?.[1] ??
  /^([^@]+)@appspot\.gserviceaccount\.com$/.exec(email)?.[1];

const idOf = (view: GoogleView, project: string): string =>
  Object.entries(view.projectNumbers ?? {}).find(([, number]) => number === project)?.[0] ?? project;

/** One spelling for one resource: without the service, projects by id where the number is known. */
export const resourceName = (view: GoogleView, name: string): string => {
  const [, project, rest = ""] = /^projects\/([^/]+)(\/.*)?$/.exec(name.replace(SERVICE, "")) ?? [];
  if (project === undefined) return name.replace(SERVICE, "");
  if (project !== "-") return `projects/${idOf(view, project)}${rest}`;
  const owner = projectOfAccount(rest.replace(/^\/serviceAccounts\//, ""));
  return owner === undefined ? `projects/-${rest}` : `projects/${idOf(view, owner)}${rest}`;
};

/** Next resource up; `null` at the top, `undefined` where the hierarchy is not known. */
const parentOf = (view: GoogleView, name: string): string | null | undefined => {
  const [, project, rest] = /^(projects\/[^/]+)(\/.+)?$/.exec(name) ?? [];
  if (project !== undefined && rest !== undefined) return project;
  if (name.startsWith("organizations/")) return null;
  return view.parents?.[name];
};

/** The resource and everything above it, nearest first; whether the top was reached. */
export const ancestryOf = (
  view: GoogleView,
  resource: string,
): { readonly path: readonly string[]; readonly isWhole: boolean } => {
  const path: string[] = [];
  let at: string | null | undefined = resourceName(view, resource);
  while (typeof at === "string" && !path.includes(at)) {
    path.push(at);
    at = parentOf(view, at);
  }
  return { path, isWhole: at === null };
};

const isProject = (name: string): boolean => /^projects\/[^/]+$/.test(name);

/** Whether two names could be one project, of which one gives the id and the other a number that nobody knows. */
const maybeSameProject = (view: GoogleView, left: string, right: string): boolean => {
  if (!isProject(left) || !isProject(right)) return false;
  const numbered = [left, right].filter((name) => /^projects\/\d+$/.test(name));
  const [named] = [left, right].filter((name) => !numbered.includes(name));
  return (
    numbered.length === 1 && named !== undefined && view.projectNumbers?.[named.slice("projects/".length)] === undefined
  );
};

/** Whether what hangs at `scope` counts for `resource`: it is the same, or lies above. */
export const isWithin = (view: GoogleView, resource: string, scope: Text): Truth => {
  const { path, isWhole } = ancestryOf(view, resource);
  if (!isKnown(scope)) {
    const { like } = scope;
    return like === undefined || !isWhole || path.some((name) => stringLike(like, name)) ? undefined : false;
  }
  const name = resourceName(view, scope);
  if (path.includes(name)) return true;
  const same = anyOf(path, (own) => (maybeSameProject(view, own, name) ? undefined : false));
  const isAbove = /^(folders|organizations)\//.test(name);
  return isAbove && !isWhole ? undefined : same;
};
