import type { App, TerraformStack } from "cdktf";
import { allGoogle } from "../declaration/entries";
import type { GoogleEntry } from "../declaration/schema";
import type { BuildStacksProps } from "./build-stacks";
import { CreatedProjectStack } from "./created-project-stack";
import { entriesOfOrganization, entriesOfProject } from "./google-needs";
import { GoogleStack } from "./google-stack";
import { needsOrganization, SharedOrganizationStack } from "./shared-organization-stack";
import { SharedProjectStack } from "./shared-project-stack";

/** Every kind of stack on Google Cloud. */
export type GoogleStacks = CreatedProjectStack | SharedOrganizationStack | SharedProjectStack | GoogleStack;

const distinct = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values.filter((value) => value !== undefined))].sort();

const createdProject = (app: App, project: string, props: BuildStacksProps): CreatedProjectStack | undefined => {
  const { declaration, places } = props;
  const found = entriesOfProject(declaration, project).find(([, { createProject }]) => createProject !== undefined);
  const [entryName = "", entry] = found ?? [];
  if (entry?.createProject === undefined) return undefined;
  return new CreatedProjectStack(app, { entryName, entry, create: entry.createProject, places });
};

const after = <T extends TerraformStack>(stack: T, earlier: readonly (TerraformStack | undefined)[]): T => {
  for (const one of earlier) if (one !== undefined) stack.addDependency(one);
  return stack;
};

/**
 * Builds the stacks of every entry on Google Cloud: one an entry, one `shared-PROJECT` a project, one
 * `shared-organization-NUMBER` and one `project-PROJECT` where something is made there; in the order of apply.
 */
export const googleStacks = (app: App, props: BuildStacksProps): readonly GoogleStacks[] => {
  const { declaration, places, readText } = props;
  const entries = allGoogle(declaration).sort(([a], [b]) => (a < b ? -1 : 1));
  const organizations = new Map<string, SharedOrganizationStack>();
  for (const organizationId of distinct(entries.map(([, entry]) => entry.organizationId))) {
    const named = entriesOfOrganization(declaration, organizationId);
    if (!needsOrganization(named)) continue;
    const stack = new SharedOrganizationStack(app, { organizationId, entries: named, declaration, places, readText });
    organizations.set(organizationId, stack);
  }
  const created = new Map<string, CreatedProjectStack>();
  const shared = new Map<string, SharedProjectStack>();
  const organizationOf = ({ organizationId = "" }: GoogleEntry) => organizations.get(organizationId);
  for (const project of distinct(entries.map(([, entry]) => entry.project))) {
    const [entryName = "", entry] = entriesOfProject(declaration, project)[0] ?? [];
    if (entry === undefined) continue;
    const made = createdProject(app, project, props);
    if (made !== undefined) created.set(project, made);
    const stack = new SharedProjectStack(app, { entryName, entry, declaration, places });
    shared.set(project, after(stack, [made]));
  }
  const own = entries.map(([name, entry]) =>
    after(new GoogleStack(app, name, { declaration, entry, places }), [
      organizationOf(entry),
      created.get(entry.project),
      shared.get(entry.project),
    ]),
  );
  return [...organizations.values(), ...created.values(), ...shared.values(), ...own];
};
