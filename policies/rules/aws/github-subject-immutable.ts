import type { Statement } from "../../../authorization/aws/policy-document";
import { trustsOf } from "../../policy-documents";
import type { Rule } from "../../rule";

/** `repo:OWNER/REPO:…` without the ids of `repo:OWNER@ID/REPO@ID:…`. */
const NAME_ONLY = /^repo:[^@:/]+\/[^@:/]+:/;

const nameOnlySubjects = ({ effect, conditions }: Statement): readonly string[] =>
  effect === "Deny"
    ? []
    : conditions
        .filter(({ key }) => /:sub$/i.test(key))
        .flatMap(({ values }) => values.filter((value) => NAME_ONLY.test(value)));

/** A repository's name can be taken over by another owner; its ids cannot. */
export const githubSubjectImmutable: Rule = {
  id: "aws/github-subject-immutable",
  protects: "GitHub subjects carry the ids of owner and repository; a pin by name alone is a decision to acknowledge",
  appliesTo: ["aws_iam_role"],
  remedy: "declare ownerId and repositoryId, or acknowledge the name-only pin (older repositories, Enterprise Server)",
  link: "https://docs.github.com/en/actions/concepts/security/openid-connect",
  check: (view) =>
    view.once(trustsOf).flatMap(({ address, reading }) =>
      reading.statements.flatMap(nameOnlySubjects).map((subject) => ({
        address,
        what: subject,
        detail: `${subject} names the repository without its ids: who takes over the name comes in`,
        state: "undecided" as const,
      })),
    ),
};
