import { Fn, TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { escapeDeep, escapeTemplate, holdsToken } from "./template-text";

/**
 * Renders a JSON document for an argument that takes JSON text, the one way of this project.
 * Without tokens: the text itself, readable in every plan. With tokens: `jsonencode` of a local named `id`, since
 * a token's value could break hand-made JSON, and literals inside `Fn.jsonencode` lose their quotes.
 *
 * @param id logical name of the local, unique in the stack
 */
export const jsonDocument = (scope: Construct, id: string, document: object): string => {
  const text = JSON.stringify(document);
  if (!holdsToken(text)) return escapeTemplate(text);
  const local = new TerraformLocal(scope, `${id}Document`, escapeDeep(document));
  local.overrideLogicalId(id);
  return Fn.jsonencode(local.expression);
};
