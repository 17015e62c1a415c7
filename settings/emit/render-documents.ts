import type { ClientSettings } from "../client-settings";
import type { BedrockFacts } from "../facts";
import { environmentOf, managedSettings, projectSettings, userSettings } from "../flavour";
import type { Artefact } from "./artefact";
import { awsConfig } from "./aws-config";
import { posixScript, powershellScript } from "./environment-scripts";
import { jsonText } from "./json-text";
import { peoplePage } from "./people-page";

const FILE_MODE = 0o644;

/**
 * Everything that is delivered for one identity, below `TEAM/ENTRY/IDENTITY/`: settings for each place, the environment
 * as scripts, the AWS config of people, and a page for its holder. Sorted by path; the same input gives the same bytes.
 */
export const renderDocuments = (facts: BedrockFacts, settings: ClientSettings): readonly Artefact[] => {
  const folder = `${facts.team}/${facts.entry}/${facts.identity}`;
  const environment = environmentOf(settings);
  const managed = jsonText(managedSettings(settings));
  const config = awsConfig(facts);
  const files: Record<string, string> = {
    "README.md": peoplePage(facts),
    ...(config === undefined ? {} : { "aws-config": config }),
    "env.ps1": powershellScript(environment),
    "env.sh": posixScript(environment),
    "managed-settings.d/50-claude-access.json": managed,
    "managed-settings.json": managed,
    "project-settings.json": jsonText(projectSettings(settings)),
    "settings.json": jsonText(userSettings(settings)),
  };
  return Object.entries(files).map(([name, value]) => ({ path: `${folder}/${name}`, mode: FILE_MODE, value }));
};
