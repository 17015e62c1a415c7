/** Steps as a numbered list of Markdown; what follows the first paragraph of a step stands below it. */
export const numberedSteps = (...steps: readonly (readonly string[])[]): string[] =>
  steps.flatMap(([first = "", ...rest], index) => [`${index + 1}. ${first}`, ...rest]);
