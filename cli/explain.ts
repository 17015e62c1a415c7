import { explainAccess } from "../access/explain-access";
import { explainText } from "../access/report/explain-text";
import { planView } from "../plans/plan-view";
import { readProvenance } from "../plans/provenance";
import type { PlanSides } from "../plans/read-plan";
import { isFailure, readSynth } from "../plans/read-synth";
import { printedJson } from "../quoting/printed-json";
import { buildForAMoment, write } from "../stacks/synthesise";
import { EXIT } from "./exit-codes";
import { loadOrPrint } from "./load";
import { readPlanFiles } from "./plan-files";
import { printProblems, reportColors } from "./print";
import { stacksIn } from "./stacks-in";

/** Arguments of `claude-access explain`. */
export interface ExplainOptions {
  readonly declaration?: string;
  readonly plan?: readonly string[];
  readonly format: "text" | "json";
  readonly deployer?: boolean;
}

/** A synthesised stack, as a plan from nothing. */
const fromNothing = ({ stack, synthText, provenanceText }: ReturnType<typeof stacksIn>[number]): PlanSides => {
  const provenance = provenanceText === undefined ? undefined : readProvenance(provenanceText);
  const known = provenance === undefined || isFailure(provenance) ? {} : { provenance };
  const after = readSynth(synthText, { stack, ...known });
  if (isFailure(after)) throw new Error(`stack ${stack} ${after.failure}`);
  return { before: planView({ stack, source: "synth", resources: [], outputs: {}, blocks: after.blocks }), after };
};

/** Stacks of the declaration, or the exit code where there are none to look into. */
const declaredSides = (declaration: string | undefined): readonly PlanSides[] | number => {
  const loaded = loadOrPrint(declaration);
  if (loaded === undefined) return EXIT.unusable;
  return buildForAMoment<readonly PlanSides[] | number>(loaded, (built) => {
    if ("problems" in built) {
      printProblems(built.problems);
      return EXIT.violated;
    }
    write(built);
    return stacksIn(built.app.outdir).map(fromNothing);
  });
};

const plannedSides = (plans: readonly string[]): readonly PlanSides[] | number => {
  const read = readPlanFiles(plans);
  if ("sides" in read) return read.sides;
  printProblems(read.problems);
  return EXIT.unusable;
};

const explainWho = (who: string, { declaration, plan, format }: ExplainOptions): number => {
  const sides = plan === undefined ? declaredSides(declaration) : plannedSides(plan);
  if (typeof sides === "number") return sides;
  const explanation = explainAccess(sides, who);
  process.stdout.write(format === "json" ? printedJson(explanation) : explainText(explanation, reportColors()));
  return explanation.identities.length + explanation.settings.length > 0 ? EXIT.done : EXIT.unusable;
};

/** Says what a team or a principal may do; 2 where nothing of it is known. With `deployer`, what a deployer needs. */
export const explain = async (who: string | undefined, options: ExplainOptions): Promise<number> => {
  if (options.deployer === true && who === undefined)
    return (await import("./explain-deployer")).explainDeployer(options);
  if (who !== undefined && options.deployer !== true) return explainWho(who, options);
  printProblems(["explain takes a team or a principal, or --deployer; not both"]);
  return EXIT.unusable;
};
