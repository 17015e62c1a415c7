import { policyRefusal } from "../../catalog/credential-sources";
import { entriesOf, servedBy, usesWholly } from "../entries";
import type { ProviderEntry } from "../schema";
import type { Rule } from "./rule-context";

/** Why an entry lets in no pipeline, in the words of the client where it has any. */
const noPipelines = (name: string, { route }: ProviderEntry): string => {
  const said = `${name} is a sign-in of people`;
  if (route !== "claude-ai" && route !== "console") return said;
  return `${said}, and the client says of a key: "${policyRefusal(route === "console" ? "console" : "claudeai", "helper")}"`;
};

const noPeople = (name: string): string =>
  `${name} exchanges tokens of pipelines and workloads, which people do not have`;

/** Every holder of a team is served by one of its entries: a person's sign-in lets no machine in, and the other way round. */
export const signIns: Rule = ({ declaration, report }) => {
  for (const [name, team] of Object.entries(declaration.teams)) {
    const entries = entriesOf(declaration, team);
    if (entries.length === 0 || !usesWholly(declaration, team)) continue;
    const served = entries.map(([, entry]) => servedBy(declaration, entry));
    if (team.people !== undefined && !served.some(({ people }) => people)) {
      const why = entries.map(([entry]) => noPeople(entry)).join("; ");
      report("people-not-served", `teams.${name}.people`, `cannot sign in: ${why}; name another entry in uses`);
    }
    if (served.some(({ ci }) => ci)) continue;
    for (const pipeline of Object.keys(team.ci ?? {})) {
      const why = entries.map(([entryName, entry]) => noPipelines(entryName, entry)).join("; ");
      report(
        "pipeline-not-served",
        `teams.${name}.ci.${pipeline}`,
        `would be locked out: ${why}; name an entry with a key, federation or a cloud in uses`,
      );
    }
  }
};
