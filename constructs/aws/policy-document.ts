/** One statement of an IAM policy, in the order in which it is written. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Action: readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** An IAM policy document. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

/** IAM reads `${…}` in a condition as a variable: `${aws:RequestTag/team}` would match whatever the caller says. */
const refuseVariables = ({ Sid, Condition = {} }: PolicyStatement): void => {
  for (const [key, value] of Object.values(Condition).flatMap((keys) => Object.entries(keys))) {
    const variable = [value].flat().find((text) => /\$\{(?!TfToken\[)/.test(text));
    if (variable === undefined) continue;
    throw new Error(`${Sid}: ${key} cannot be "${variable}": IAM would read a policy variable; write the value itself`);
  }
};

/** A document of the current policy language. Throws on a condition whose value IAM would read as a variable. */
export const policyDocument = (...statements: PolicyStatement[]): PolicyDocument => {
  statements.forEach(refuseVariables);
  return { Version: "2012-10-17", Statement: statements };
};

/** `claude-sonnet-4-5` as a part of a Sid, which takes letters and digits only: `ClaudeSonnet45`. */
export const sidPart = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
