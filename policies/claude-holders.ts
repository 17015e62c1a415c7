import { callingPolicyOf, isPolicyOfAws } from "../catalog/aws-managed-policies";
import { clientDocumentsOf, clientIdentitiesOf } from "../plans/client-documents";
import { type ForeignPolicy, type Identity, identitiesOf } from "../plans/identities";
import type { PlanView } from "../plans/plan-view";
import type { PolicyReading } from "../plans/policy-reading";
import { callsClaude, namesClaude } from "./bedrock-statement";

/**
 * How somebody comes to call Claude. `named`: by a grant of Claude's services, or as a declared client; `all`: only because
 * everything is granted; `unknown`: a document cannot be read; `none`: not at all.
 */
export type Reach = "named" | "all" | "unknown" | "none";

const STRENGTH: readonly Reach[] = ["named", "all", "unknown", "none"];

const strongest = (reaches: readonly Reach[]): Reach => STRENGTH.find((reach) => reaches.includes(reach)) ?? "none";

const readReach = ({ statements }: PolicyReading): Reach => {
  const calling = statements.filter(callsClaude);
  if (calling.some(namesClaude)) return "named";
  return calling.length > 0 ? "all" : "none";
};

const knownReaches = (_view: PlanView): Map<PolicyReading, Reach> => new Map();

/** How a document lets Claude be called. */
export const reachOfDocument = (view: PlanView, reading: PolicyReading): Reach => {
  const known = view.once(knownReaches);
  const reach = known.get(reading) ?? readReach(reading);
  known.set(reading, reach);
  return reach;
};

const reachOfForeign = ({ policy }: ForeignPolicy): Reach => {
  if (!isPolicyOfAws(policy)) return "unknown";
  const calling = callingPolicyOf(policy);
  if (calling === undefined) return "none";
  return calling.isAboutModels ? "named" : "all";
};

const reaches = (view: PlanView): ReadonlyMap<Identity, Reach> => {
  const clients = new Set(view.once(clientDocumentsOf).flatMap(({ identity }) => identity ?? []));
  for (const identity of view.once(clientIdentitiesOf)) clients.add(identity);
  return new Map(
    view.once(identitiesOf).map((identity) => {
      if (clients.has(identity)) return [identity, "named"];
      const ofGrants = identity.grants.map((grant) =>
        grant.state === "known" ? reachOfDocument(view, grant.reading) : "unknown",
      );
      return [identity, strongest([...ofGrants, ...identity.foreign.map(reachOfForeign)])];
    }),
  );
};

/** How an identity comes to call Claude, by everything in the plan that is attached to it. */
export const reachOf = (view: PlanView, identity: Identity): Reach => view.once(reaches).get(identity) ?? "none";

/** Whether an identity calls Claude, or it cannot be ruled out. */
export const mayCallClaude = (view: PlanView, identity: Identity): boolean => reachOf(view, identity) !== "none";
