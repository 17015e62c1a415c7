import { BEDROCK_GATES, type ManualGate } from "../catalog/manual-gates";
import type { BedrockFacts } from "../settings/facts";

/** A gate that is still closed after an apply, and for what. */
export interface ManualStep extends ManualGate {
  /** Accounts, teams or identities that it is about, sorted; never empty. */
  readonly concerns: readonly string[];
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** What is left for people to do, once everything that `facts` tells of was applied; none that concerns nobody. */
export const manualSteps = (facts: readonly BedrockFacts[]): readonly ManualStep[] => {
  const people = facts.filter(({ identity }) => identity === "people");
  const identities = facts.map(({ team, entry, identity }) => `${team}/${entry}/${identity}`);
  return [
    { ...BEDROCK_GATES.useCase, concerns: distinct(facts.map(({ account }) => `account ${account}`)) },
    { ...BEDROCK_GATES.groupMembers, concerns: distinct(people.map(({ team }) => `team ${team}`)) },
    { ...BEDROCK_GATES.deliverSettings, concerns: distinct(identities) },
  ].filter(({ concerns }) => concerns.length > 0);
};
