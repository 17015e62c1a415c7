import { withoutKeys } from "../plans/plan-view";
import type { Provenance } from "../plans/provenance";
import type { DeclaredAt } from "./access-diff";

/** Where the resource at an address was declared; nothing where no file says it. */
export const declaredAt = (provenance: Provenance | undefined, address: string): { readonly declared?: DeclaredAt } => {
  const declared = provenance?.resources.get(withoutKeys(address));
  return declared === undefined ? {} : { declared };
};
