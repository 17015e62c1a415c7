import { CLIENT_GATES } from "../../catalog/client-versions";
import { FAMILIES } from "../../catalog/models";
import { awsProfileName } from "../bedrock-settings";
import type { BedrockFacts } from "../facts";
import { markdownCode } from "../quote/markdown-text";

const MANAGED_FOLDERS = [
  "| Linux, WSL | `/etc/claude-code/` |",
  "| macOS | `/Library/Application Support/ClaudeCode/` |",
  "| Windows | `C:\\Program Files\\ClaudeCode\\` |",
].join("\n");

const managed = (people: boolean): string[] => [
  people
    ? "Your administrators deliver `managed-settings.json`; there is nothing for you to do. For them:"
    : "Put `managed-settings.json` into the image or onto the runner: then no repository that it checks out can send the client elsewhere.",
  `| on | into |\n| --- | --- |\n${MANAGED_FOLDERS}`,
  `Where other teams put files there too, take \`managed-settings.d/50-claude-access.json\` instead (client ${CLIENT_GATES.managedDropIns.since} or newer).`,
  ...(people
    ? ["Device management takes the files in `mdm/`: macOS a profile or a property list, Windows a registry file."]
    : []),
];

/** Given by `--settings`, the managed document closes what a repository's own settings could open; a user's file does not. */
const user = (people: boolean): string[] =>
  people
    ? ["Put `settings.json` into `~/.claude/`; where you have one already, add these keys to it."]
    : [
        "Start with `claude --settings managed-settings.json`: that beats the settings of a repository and the job's environment.",
      ];

const project = (facts: BedrockFacts, people: boolean): string[] => [
  "The repository holds `project-settings.json` as `.claude/settings.json`.",
  ...(people
    ? [
        `It names no AWS profile, since pipelines read it too. Before you start: ${markdownCode(`export AWS_PROFILE=${awsProfileName(facts)}`)}.`,
      ]
    : []),
];

/** Families that a start probes when only the environment speaks; the client never probes fable. */
const probed = ({ models }: BedrockFacts): string[] =>
  FAMILIES.filter(
    (family) =>
      family !== "fable" && !models.some((model) => model.family === family && model.retiringUntil === undefined),
  );

const environment = (facts: BedrockFacts): string[] => {
  const missing = probed(facts);
  return [
    "Source `env.sh` (or dot-source `env.ps1`) before the start.",
    ...(missing.length === 0 || facts.models.every(({ target, systemId }) => target !== systemId)
      ? []
      : [
          `The set has no ${missing.join(" and no ")}: with the environment alone the client asks for such a model at every start and is refused, which harms nothing. A settings file avoids that.`,
        ]),
  ];
};

/** How the settings reach the client, as paragraphs of Markdown. Not declared: managed files, and a way without them. */
export const deliverySteps = (facts: BedrockFacts): readonly string[] => {
  const people = facts.identity === "people";
  switch (facts.deliver) {
    case "managed":
      return managed(people);
    case "user":
      return user(people);
    case "project":
      return project(facts, people);
    case "environment":
      return environment(facts);
    case undefined:
      return [...managed(people), "Without that:", ...user(people)];
  }
};
