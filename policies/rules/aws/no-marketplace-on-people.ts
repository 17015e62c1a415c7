import { BUYING_ACTIONS } from "../../../catalog/marketplace-actions";
import { statementName } from "../../../plans/policy-reading";
import { allowedBesideClaude, coveredActions } from "../../allowed-beside-claude";
import { GRANT_TYPES } from "../../policy-documents";
import type { Problem, Rule } from "../../rule";

/** Who calls Claude buys nothing for the account. */
export const noMarketplaceOnPeople: Rule = {
  id: "aws/no-marketplace-on-people",
  protects: "Who calls Claude may not subscribe the account to products of AWS Marketplace, nor end what it has",
  appliesTo: GRANT_TYPES,
  remedy:
    "leave the action out: a model is enabled once for an account, by who administers it, and calling it needs none",
  link: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html",
  check: (view) =>
    allowedBesideClaude(view, BUYING_ACTIONS.actions).flatMap(({ grant, coverings }) =>
      coverings.map((covering): Problem => {
        const detail = `${statementName(covering.statement)}: ${coveredActions(covering)}; who calls Claude buys for the whole account with it`;
        return { address: grant.address, what: covering.what, detail, state: "violated" };
      }),
    ),
};
