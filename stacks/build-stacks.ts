import type { App } from "cdktf";
import { withoutTraces } from "../constructs/core/without-traces";
import { allAnthropic, allAws, keyOf } from "../declaration/entries";
import type { Places } from "../declaration/finding";
import type { AwsEntry, Declaration } from "../declaration/schema";
import { AnthropicStack } from "./anthropic-stack";
import { AwsStack } from "./aws-stack";
import { useDeclaredBackend } from "./declared-backend";
import type { FoundryStack } from "./foundry-stack";
import { foundryStacks } from "./foundry-stacks";
import { type GoogleStacks, googleStacks } from "./google-stacks";
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
export type DeclaredStack = AwsStack | SharedAccountStack | GoogleStacks | FoundryStack | AnthropicStack;

const sortedAws = (declaration: Declaration): [string, AwsEntry][] =>
  allAws(declaration).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * Every account has its shared stack, also when that is empty: a stack that left the synth with the account's last issuer
 * would leave the issuer behind, for CDKTF touches no stack that it does not see. What is taken away is applied in the
 * same order as what comes, the issuer before its roles: AWS lets a provider go that a trust still names, and no token
 * gets in through it from then on.
 */
const sharedStacks = (app: App, props: BuildStacksProps): Map<string, SharedAccountStack> => {
  const { declaration, places, readText } = props;
  const stacks = new Map<string, SharedAccountStack>();
  for (const [entryName, entry] of sortedAws(declaration)) {
    if (stacks.has(entry.account)) continue;
    const needs = sharedNeeds(declaration, entry.account);
    stacks.set(entry.account, new SharedAccountStack(app, { entryName, entry, needs, places, readText }));
  }
  return stacks;
};

/** One stack an entry on Anthropic's routes; one whose key lies in a cloud comes after what that cloud has once. */
const anthropicStacks = (
  app: App,
  { declaration, places }: BuildStacksProps,
  clouds: readonly DeclaredStack[],
): readonly AnthropicStack[] =>
  allAnthropic(declaration)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => {
      const stack = new AnthropicStack(app, name, { declaration, entry, places });
      const key = keyOf(entry);
      const first = clouds.find(({ node }) => key !== undefined && "in" in key && node.id === key.in);
      if (first !== undefined) stack.addDependency(first);
      return stack;
    });

/** Builds one stack a provider entry, and one `shared-ACCOUNT` an account for what it has once; sorted by name. */
export const buildStacks = (app: App, props: BuildStacksProps): readonly DeclaredStack[] =>
  withoutTraces(() => build(app, props));

const build = (app: App, props: BuildStacksProps): readonly DeclaredStack[] => {
  const { declaration, places, rehearsalFolder } = props;
  const { organization, state } = declaration;
  const shared = sharedStacks(app, props);
  const entries = sortedAws(declaration).map(([name, entry]) => {
    const stack = new AwsStack(app, name, { declaration, entry, places });
    const first = shared.get(entry.account);
    if (first !== undefined) stack.addDependency(first);
    return stack;
  });
  const clouds = [...shared.values(), ...entries, ...googleStacks(app, props), ...foundryStacks(app, props)];
  const stacks = [...clouds, ...anthropicStacks(app, props, clouds)];
  for (const stack of stacks) useDeclaredBackend(stack, { organization, state, rehearsalFolder });
  return stacks;
};
