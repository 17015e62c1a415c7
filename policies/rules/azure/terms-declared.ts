import { type ClaudeDeployment, claudeDeploymentsOf, DEPLOYMENT_TYPES } from "../../../plans/claude-deployments";
import { type JsonObject, textAt } from "../../../plans/json-value";
import type { PlanView } from "../../../plans/plan-view";
import type { ExpectedTerms } from "../../expectations";
import type { Problem, Rule } from "../../rule";

const TEMPLATES = ["azurerm_resource_group_template_deployment", "azurerm_subscription_template_deployment"] as const;
const PARTS = ["organizationName", "countryCode", "industry"] as const;

const signature = (data: JsonObject | ExpectedTerms): string => {
  const [name, country, industry] = PARTS.map((part) => textAt({ ...data }, part) ?? "not said");
  return `${name} (${country}, ${industry})`;
};

/** Whether the apply makes a resource, as far as the input tells: what is there has accepted the terms already. */
const isMade = ({ changes }: PlanView, address: string): boolean =>
  changes === undefined ||
  changes.some((one) => one.address === address && (one.action === "create" || one.action === "replace"));

const UNSIGNED =
  "Nothing says in whose name Anthropic's terms are accepted; Azure refuses a deployment that does not say";

const unsigned = (view: PlanView, { resource: { address } }: ClaudeDeployment): Problem[] =>
  isMade(view, address) ? [{ address, detail: UNSIGNED, state: "undecided" }] : [];

const judge = (view: PlanView, one: ClaudeDeployment): Problem[] => {
  const { resource, model, signedBy } = one;
  const { address } = resource;
  if (signedBy === undefined) return unsigned(view, one);
  if (!isMade(view, address)) return [];
  const detail = `The apply accepts Anthropic's terms for ${model} in the name of ${signature(signedBy)}, and signs its offer on Azure Marketplace`;
  return [{ address, detail, state: "undecided" }];
};

/** With a declaration: whether the terms are accepted as it says, for the deployments that are there, too. */
const compare = (view: PlanView, one: ClaudeDeployment, declared: ExpectedTerms | undefined): Problem[] => {
  const { resource, model, signedBy } = one;
  const { address } = resource;
  if (signedBy === undefined) return unsigned(view, one);
  const signed = signature(signedBy);
  if (declared !== undefined && signature(declared) === signed) return [];
  const expected = declared === undefined ? "which is not declared" : `declared is ${signature(declared)}`;
  const detail = `Anthropic's terms for ${model} are accepted in the name of ${signed}; ${expected}`;
  return [{ address, detail, state: "violated" }];
};

const templates = (view: PlanView): Problem[] =>
  TEMPLATES.flatMap((type) =>
    view.ofType(type).flatMap(({ address, values }): Problem[] => {
      if (textAt(values, "template_content")?.includes("modelProviderData") !== true || !isMade(view, address))
        return [];
      const detail = "The template accepts Anthropic's terms, and signs an offer on Azure Marketplace";
      return [{ address, detail, state: "undecided" }];
    }),
  );

/**
 * Terms are accepted by whom the declaration says, or by somebody who was asked. Applies to deployments of Claude models, which
 * accept them by `modelProviderData`, and to templates that hold it; a deployment of any other model accepts nothing here.
 */
export const termsDeclared: Rule = {
  id: "azure/terms-declared",
  protects: "No apply accepts Anthropic's terms on Azure Marketplace, unless that is declared, or acknowledged",
  appliesTo: [...DEPLOYMENT_TYPES, ...TEMPLATES],
  remedy: "declare anthropicTerms in this name, or acknowledge the finding when whoever may sign has agreed",
  link: "https://learn.microsoft.com/en-us/azure/ai-foundry/foundry-models/how-to/use-foundry-models-claude",
  check: (view, { expectations }) => {
    const expected = expectations?.stacks.get(view.stack);
    return [
      ...view
        .once(claudeDeploymentsOf)
        .flatMap((one) => (expected === undefined ? judge(view, one) : compare(view, one, expected.anthropicTerms))),
      ...templates(view),
    ];
  },
};
