/** Yes, no, or not known (`undefined`). */
export type Truth = boolean | undefined;

/** Yes when one is yes; unknown when none is yes and one is unknown. */
export const anyOf = <T>(items: readonly T[], ask: (item: T) => Truth): Truth => {
  let answer: Truth = false;
  for (const item of items) {
    const one = ask(item);
    if (one === true) return true;
    if (one === undefined) answer = undefined;
  }
  return answer;
};

/** No when one is no; unknown when none is no and one is unknown. */
export const allOf = <T>(items: readonly T[], ask: (item: T) => Truth): Truth => {
  let answer: Truth = true;
  for (const item of items) {
    const one = ask(item);
    if (one === false) return false;
    if (one === undefined) answer = undefined;
  }
  return answer;
};

/** The opposite; what is not known stays so. */
export const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

/** Yes when both are yes. */
export const both = (left: Truth, right: Truth): Truth => {
  if (left === false || right === false) return false;
  return left === undefined || right === undefined ? undefined : true;
};

/** Yes when one is yes. */
export const either = (left: Truth, right: Truth): Truth => {
  if (left === true || right === true) return true;
  return left === undefined || right === undefined ? undefined : false;
};
