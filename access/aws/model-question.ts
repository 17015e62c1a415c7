import type { Decision } from "../../authorization/aws/compiled-group";
import type { AccessRequest } from "../../authorization/aws/evaluate-request";
import type { NeededRequest } from "../../authorization/aws/needed-requests";
import type { ModelAccess } from "../access-side";

/** Something that an identity on AWS may be able to call, as a question to the evaluator. */
export interface ModelQuestion extends Omit<ModelAccess, "certainty"> {
  /** Ways to call it, each a list of requests that must all be allowed; one way is enough. */
  readonly ways: readonly (readonly NeededRequest[])[];
  /** Whether the answer can be sure: what a profile leads to may not be known. */
  readonly isWhole: boolean;
}

/** Answers one request. */
export type Ask = (request: AccessRequest) => Decision;

const alongOneWay = (requests: readonly NeededRequest[], ask: Ask): ModelAccess["certainty"] | undefined => {
  let certainty: ModelAccess["certainty"] = "sure";
  for (const { request, byCatalog } of requests) {
    const decision = ask(request);
    if (decision === "allowed") continue;
    // Where only the catalog says that AWS goes there, a refusal is not certain to be met.
    if (decision !== "undecided" && !byCatalog) return undefined;
    certainty = "possible";
  }
  return certainty;
};

/** What documents say about a question; `undefined`: they do not let it be called. */
export const answerQuestion = ({ ways, isWhole, ...access }: ModelQuestion, ask: Ask): ModelAccess | undefined => {
  const answers = ways.map((way) => alongOneWay(way, ask));
  if (answers.every((answer) => answer === undefined)) return undefined;
  return { ...access, certainty: isWhole && answers.includes("sure") ? "sure" : "possible" };
};
