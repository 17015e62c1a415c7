#!/usr/bin/env node
import { Argument, Command, CommanderError, Option } from "commander";
import { EXIT } from "./exit-codes";

const DECLARATION = [
  "--declaration <file>",
  "the declaration (default: CLAUDE_ACCESS_FILE, else access.yaml)",
] as const;
const format = () => new Option("--format <format>", "what is printed").choices(["text", "json"]).default("text");
const collect = (value: string, all: string[] = []): string[] => [...all, value];

const program = (): Command => {
  const main = new Command("claude-access")
    .description("Who may use which Claude models through which route, and the client settings that fit")
    .exitOverride()
    .showHelpAfterError("(claude-access --help lists the commands)")
    .addHelpText(
      "after",
      "\nExit codes: 0 done, clean; 1 violated, or undecided and not acknowledged; 2 unusable input or arguments; 3 could not check.",
    );
  main
    .command("init")
    .description("write a commented access.yaml and the cdktf.json that belongs to it into this folder")
    .action(async () => exit((await import("./init")).init(process.cwd())));
  main
    .command("check")
    .description("judge a declaration, or plans (terraform show -json), by the policies")
    .option(...DECLARATION)
    .option("--plan <file>", "a plan to judge instead; may be given several times", collect)
    .option("--source <folder>", "the .tf and .tf.json files of the plans, for the lines of findings")
    .option("--accepted <file>", "acknowledgements (default: access.accepted.yaml beside the declaration)")
    .option("--as-of <date>", "day of judgement, YYYY-MM-DD (default: today)")
    .addOption(
      new Option("--format <format>", "what is printed")
        .choices(["text", "json", "sarif", "junit", "markdown", "github", "code-quality"])
        .default("text"),
    )
    .option("--report <format=file>", "the same in a file besides; may be given several times", collect)
    .action(async (options) => exit((await import("./check")).check(options)));
  main
    .command("explain")
    .description("say what access needs and gives")
    .requiredOption("--deployer", "the least policies that plan and apply of each stack need")
    .option(...DECLARATION)
    .action(async (options) => exit((await import("./explain-deployer")).explainDeployer(options)));
  main
    .command("preflight")
    .description("look, before an apply, for what would keep the principals of one provider entry out; changes nothing")
    .argument("<entry>", "name of a provider entry")
    .option(...DECLARATION)
    .addOption(format())
    .action(async (entry, options) => exit(await (await import("./preflight")).preflight(entry, options)));
  main
    .command("members")
    .description("compare who is declared with who is in an organization of Anthropic; apply invites and changes roles")
    .addArgument(new Argument("<action>", "plan changes nothing").choices(["plan", "apply"]))
    .argument("<entry>", "name of a provider entry of route console or claude-ai")
    .option("--remove <email>", "take this person out, or their invite back; may be given several times", collect)
    .option(...DECLARATION)
    .addOption(format())
    .addHelpText(
      "after",
      "\nThe key is read from ANTHROPIC_ADMIN_API_KEY; without it, a list to invite by hand is printed.",
    )
    .action(async (action, entry, options) => exit(await (await import("./members")).members(action, entry, options)));
  main
    .command("render")
    .description("write settings, scripts, AWS config and a page for every identity")
    .requiredOption("--out <folder>", "where to write")
    .option("--outputs <file>", "output of an apply: terraform output -json, or cdktf deploy --outputs-file")
    .option(...DECLARATION)
    .option("--force", "replace files that this command did not write, keeping each as FILE.old", false)
    .action(async (options) => exit(await (await import("./render")).render(options)));
  return main;
};

const exit = (code: number): void => {
  process.exitCode = code;
};

const main = async (): Promise<void> => {
  try {
    await program().parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    exit(error.exitCode === 0 ? EXIT.done : EXIT.unusable);
  }
};

// Whoever reads may close the pipe before all is written (`| head`).
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void main();
