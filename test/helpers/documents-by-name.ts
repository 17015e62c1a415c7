import type { StackJson } from "./synth";

const KINDS = [
  ["aws_iam_role", "aws_iam_role_policy", "policy"],
  ["aws_ssoadmin_permission_set", "aws_ssoadmin_permission_set_inline_policy", "inline_policy"],
] as const;

/** The document of each role and permission set of a stack that has one, by its name in AWS. */
export const documentsByName = (stack: StackJson | undefined): Record<string, unknown> =>
  Object.fromEntries(
    KINDS.flatMap(([owner, policy, argument]) =>
      Object.entries(stack?.resource?.[owner] ?? {}).map(([name, values]) => [
        String(values.name),
        JSON.parse(String(stack?.resource?.[policy]?.[name]?.[argument])),
      ]),
    ),
  );
