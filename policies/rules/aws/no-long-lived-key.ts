import { LONG_LIVED_KEYS } from "../../../catalog/long-lived-keys";
import { type Identity, identitiesOf } from "../../../plans/identities";
import { textAt } from "../../../plans/json-value";
import { addressesOf, type PlannedResource, type PlanView } from "../../../plans/plan-view";
import { statementName } from "../../../plans/policy-reading";
import { referencesIn } from "../../../plans/reference";
import { allowedBesideClaude, type Covering, coveredActions } from "../../allowed-beside-claude";
import { pinnedValues } from "../../bedrock-statement";
import { mayCallClaude } from "../../claude-holders";
import { GRANT_TYPES } from "../../policy-documents";
import type { Problem, Rule } from "../../rule";

const { service, making, serviceKey, using, kindKeys, shortLived } = LONG_LIVED_KEYS;

/** Users of the plan by address and name. */
const usersOf = (view: PlanView): ReadonlyMap<string, Identity> =>
  new Map(
    view
      .once(identitiesOf)
      .filter(({ kind, owned }) => kind === "user" && owned)
      .flatMap((user) => [user.address, user.name ?? ""].map((key) => [key, user] as const)),
  );

/** Whether a key may open Claude: not when the plan shows its user, and that it calls no model. */
const mayOpenClaude = (view: PlanView, { values, unknown }: PlannedResource): boolean => {
  const said = textAt(values, "user") ?? "";
  const unread = unknown.find(({ argument }) => argument === "user")?.references ?? [];
  const users = view.once(usersOf);
  const user = [said, ...addressesOf([...referencesIn(said), ...unread])].flatMap((key) => users.get(key) ?? [])[0];
  return user === undefined || mayCallClaude(view, user);
};

const madeKeys = (view: PlanView): Problem[] => [
  ...view
    .ofType("aws_iam_access_key")
    .filter((key) => mayOpenClaude(view, key))
    .map(({ address }): Problem => {
      const detail = "An IAM access key is long-lived, and its secret lies in the state";
      return { address, detail, state: "violated" };
    }),
  ...view.ofType("aws_iam_service_specific_credential").flatMap(({ address, values }): Problem[] => {
    const named = textAt(values, "service_name");
    if (named !== undefined && named !== service) return [];
    return [{ address, detail: "A Bedrock API key of an IAM user is long-lived", state: "violated" }];
  }),
];

/** Whether a statement is about credentials of other services only. */
const isForOthers = ({ statement }: Covering): boolean =>
  pinnedValues(statement, serviceKey)?.every((value) => value !== service) === true;

/** Whether a statement lets only keys in that end with a session. */
const isShortLived = ({ statement }: Covering): boolean =>
  kindKeys.some((key) => pinnedValues(statement, key)?.every((value) => value === shortLived) === true);

const says = ({ statement }: Covering): string => `${statementName(statement)}: `;

const allowedKeys = (view: PlanView): Problem[] => [
  ...allowedBesideClaude(view, making).flatMap(({ grant: { address }, coverings }) =>
    coverings
      .filter((covering) => !isForOthers(covering))
      .map((covering): Problem => {
        const detail = `${says(covering)}${coveredActions(covering)}; it makes Bedrock API keys that outlive every session`;
        return { address, what: covering.what, detail, state: "violated" };
      }),
  ),
  ...allowedBesideClaude(view, using).flatMap(({ grant: { address, identity }, coverings }) => {
    if (identity?.kind !== "user" && identity?.kind !== "group") return [];
    return coverings
      .filter((covering) => !isShortLived(covering))
      .map((covering): Problem => {
        const detail = `${says(covering)}${coveredActions(covering)}; it lets long-lived Bedrock API keys of a user in`;
        return { address, what: covering.what, detail, state: "violated" };
      });
  }),
];

/** Keys that do not expire by themselves are never made, and open nothing. */
export const noLongLivedKey: Rule = {
  id: "aws/no-long-lived-key",
  protects:
    "No access key and no long-lived Bedrock API key is made, nor may callers of Claude make one, nor is one let in for a user",
  appliesTo: ["aws_iam_access_key", "aws_iam_service_specific_credential", ...GRANT_TYPES],
  remedy: "let the client sign in with a role or a permission set instead",
  link: "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
  check: (view) => [...madeKeys(view), ...allowedKeys(view)],
};
