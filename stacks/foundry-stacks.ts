import type { App } from "cdktf";
import { allFoundry } from "../declaration/entries";
import type { FoundryEntry } from "../declaration/schema";
import type { BuildStacksProps } from "./build-stacks";
import { FoundryStack } from "./foundry-stack";

const groupKey = ({ subscription, resourceGroup }: FoundryEntry): string =>
  `${subscription} ${resourceGroup}`.toLowerCase();

/** Builds one stack an entry on Microsoft Foundry; one whose resource group another entry makes comes after that. */
export const foundryStacks = (app: App, { declaration, places }: BuildStacksProps): readonly FoundryStack[] => {
  const entries = allFoundry(declaration).sort(([a], [b]) => (a < b ? -1 : 1));
  const built = entries.map(
    ([name, entry]) => [entry, new FoundryStack(app, name, { declaration, entry, places })] as const,
  );
  const owners = new Map(
    built.flatMap(([entry, stack]) => (entry.existing === undefined ? [[groupKey(entry), stack] as const] : [])),
  );
  for (const [entry, stack] of built) {
    const owner = owners.get(groupKey(entry));
    if (owner !== undefined && owner !== stack) stack.addDependency(owner);
  }
  const isOwner = (stack: FoundryStack): boolean => [...owners.values()].includes(stack);
  const stacks = built.map(([, stack]) => stack);
  return [...stacks.filter(isOwner), ...stacks.filter((stack) => !isOwner(stack))];
};
