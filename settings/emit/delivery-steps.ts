import { CLIENT_GATES } from "../../catalog/client-versions";
import type { Facts } from "../facts";
import type { Page } from "./page-of";

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

const project = (page: Page, people: boolean): string[] => [
  "The repository holds `project-settings.json` as `.claude/settings.json`.",
  ...(people ? page.besideProject : []),
];

/** How the settings reach the client, as paragraphs of Markdown. Not declared: managed files, and a way without them. */
export const deliverySteps = (facts: Facts, page: Page): readonly string[] => {
  const delivered = facts.deliver === "environment" ? "environment" : "settings";
  return [...waysOf(facts, page), ...page.atStart(delivered)];
};

const waysOf = ({ identity, deliver }: Facts, page: Page): readonly string[] => {
  const people = identity === "people";
  switch (deliver) {
    case "managed":
      return managed(people);
    case "user":
      return user(people);
    case "project":
      return project(page, people);
    case "environment":
      return ["Source `env.sh` (or dot-source `env.ps1`) before the start."];
    case undefined:
      return [...managed(people), "Without that:", ...user(people)];
  }
};
