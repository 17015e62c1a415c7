import { clientIdentitiesOf } from "../../../plans/client-documents";
import { IDENTITY_WORDS, identitiesOf } from "../../../plans/identities";
import type { Problem, Rule } from "../../rule";

/** Nothing that can sign in is made besides the declared identities. */
export const noUndeclaredIdentity: Rule = {
  id: "aws/no-undeclared-identity",
  protects:
    "Every role and permission set that a stack makes belongs to an identity that is declared; users are never made",
  appliesTo: ["aws_iam_role", "aws_ssoadmin_permission_set", "aws_iam_user"],
  remedy: "declare the identity as a pipeline or workload of a team, or keep it in a stack of your own",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  check: (view, { expectations }) => {
    if (expectations?.stacks.has(view.stack) !== true) return [];
    const clients = view.once(clientIdentitiesOf);
    return [
      ...view
        .once(identitiesOf)
        .filter(({ kind }) => kind === "role" || kind === "permissionSet")
        .filter((identity) => identity.owned && !clients.has(identity))
        .map(({ address, kind, name }): Problem => {
          const detail = `The ${IDENTITY_WORDS[kind]} ${name ?? "without a known name"} belongs to no declared identity`;
          return { address, detail, state: "violated" };
        }),
      ...view.ofType("aws_iam_user").map(({ address }): Problem => {
        return { address, detail: "An IAM user belongs to no declared identity", state: "violated" };
      }),
    ];
  },
};
