import type { App } from "cdktf";
import type { Places } from "../declaration/finding";
import type { Declaration } from "../declaration/schema";
import { BedrockStack } from "./bedrock-stack";
import { useDeclaredBackend } from "./declared-backend";
import { SharedAccountStack } from "./shared-account-stack";
import { sharedNeeds } from "./shared-needs";

/** What `buildStacks` builds from. */
export interface BuildStacksProps {
  readonly declaration: Declaration;
  readonly places: Places;
  /** Text of a file that the declaration names, relative to it. */
  readonly readText: (path: string) => string;
  /** Keeps all state in this folder instead of the declared backend: a rehearsal. @default the declared backend */
  readonly rehearsalFolder?: string;
}

/** A stack of this tool, with the record of what was declared where. */
export type DeclaredStack = BedrockStack | SharedAccountStack;

const sharedStacks = (app: App, props: BuildStacksProps): Map<string, SharedAccountStack> => {
  const { declaration, places, readText } = props;
  const stacks = new Map<string, SharedAccountStack>();
  for (const entryName of Object.keys(declaration.providers).sort()) {
    const entry = declaration.providers[entryName];
    if (entry === undefined || stacks.has(entry.account)) continue;
    const needs = sharedNeeds(declaration, entry.account);
    if (needs.issuers.length + needs.samlProviders.length === 0) continue;
    stacks.set(entry.account, new SharedAccountStack(app, { entryName, entry, needs, places, readText }));
  }
  return stacks;
};

/** Builds one stack a provider entry, and one `shared-ACCOUNT` an account that has something once; sorted by name. */
export const buildStacks = (app: App, props: BuildStacksProps): readonly DeclaredStack[] => {
  const { declaration, places, rehearsalFolder } = props;
  const { organization, state, providers } = declaration;
  const shared = sharedStacks(app, props);
  const entries = Object.keys(providers)
    .sort()
    .flatMap((name) => {
      const entry = providers[name];
      if (entry === undefined) return [];
      const stack = new BedrockStack(app, name, { declaration, entry, places });
      const first = shared.get(entry.account);
      if (first !== undefined) stack.addDependency(first);
      return [stack];
    });
  const stacks = [...shared.values(), ...entries];
  for (const stack of stacks) useDeclaredBackend(stack, { organization, state, rehearsalFolder });
  return stacks;
};
