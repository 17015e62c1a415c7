import { dirname, join } from "node:path";
import { ensureVenv, venvAbsence } from "../../lanes/aws/local-aws/ensure-venv";

/** Why the linters cannot be had on this machine, or undefined when they can. Installs nothing. */
export const lintersAbsence = venvAbsence;

/**
 * Installs the linters that `requirements.txt` pins, once, and returns how one of them is started: words of a command.
 *
 * @throws Error when pip cannot install them
 */
export const ensureLinters = async (): Promise<(linter: keyof typeof LINTERS) => readonly string[]> => {
  const python = await ensureVenv({
    purpose: {
      name: "linters",
      what: "The linters of the templates",
      requirements: join(__dirname, "requirements.txt"),
    },
  });
  const bin = dirname(python);
  return (linter) => LINTERS[linter](python, bin);
};

const asModule = (module: string) => (python: string) => [python, "-m", module];
const asProgram = (name: string) => (_: string, bin: string) => [join(bin, name)];

// Scripts in the folder carry the path in which they were made; modules and binaries do not.
const LINTERS = {
  "check-jsonschema": asModule("check_jsonschema"),
  "pre-commit": asModule("pre_commit"),
  shellcheck: asProgram("shellcheck"),
  yamllint: asModule("yamllint"),
  zizmor: asProgram("zizmor"),
} as const;
