import { roleOf } from "../../plans/azure-roles";
import { googleGrantsOf } from "../../plans/google-grants";
import type { Identity } from "../../plans/identities";
import { identitiesOf } from "../../plans/identities";
import { isJsonObject, textAt } from "../../plans/json-value";
import type { PlannedResource, PlanView } from "../../plans/plan-view";
import { referencesIn } from "../../plans/reference";
import { addressesIn } from "../../plans/template-text";
import { ASSIGNMENT } from "../azure-scopes";
import type { Circumstances } from "../circumstances";
import { mayCallClaude } from "../claude-holders";
import { callsVertex } from "../google-callers";
import type { Problem, Rule } from "../rule";
import { waysIn } from "../ways-in";

/** What vouches for others, and by which argument two of them are the same though they have other addresses. */
const PROVIDERS = [
  ["aws_iam_openid_connect_provider", "url"],
  ["aws_iam_saml_provider", "name"],
] as const;

/** Whether an identity that stays is one through which Claude is called; of roles and permission sets their grants tell. */
const callsClaude = (view: PlanView, address: string): boolean => {
  const identity = view.once(identitiesOf).find((one) => one.address === address);
  return identity === undefined ? true : mayCallClaude(view, identity);
};

const closed = (view: PlanView, before: PlanView): Problem[] => {
  const now = view.once(waysIn);
  return [...before.once(waysIn)].flatMap(([address, ways]): Problem[] => {
    if (ways === 0 || now.get(address) !== 0 || !callsClaude(view, address)) return [];
    const detail = `Nobody can come in as ${address} after the apply: its last way in is taken away, and it stays`;
    return [{ address, detail, state: "violated" }];
  });
};

/** What a trust may call a provider: its ARN, or the address by which it is referred to. */
const isTrusted = ({ trust }: Identity, provider: PlannedResource): boolean => {
  if (trust?.state !== "known") return false;
  const arn = textAt(provider.values, "arn");
  return trust.reading.statements.some(({ effect, principals }) => {
    if (effect !== "Allow" || principals === undefined) return false;
    return principals.values.some(
      ({ value }) => value === arn || referencesIn(value).flatMap(addressesIn).includes(provider.address),
    );
  });
};

/** Providers that the apply takes away for good, while roles that stay trust them. */
const orphaned = (view: PlanView, before: PlanView): Problem[] => {
  const gone = new Set((view.changes ?? []).filter(({ action }) => action === "delete").map(({ address }) => address));
  const providers = PROVIDERS.flatMap(([type, same]) => {
    const kept = new Set(view.ofType(type).flatMap(({ values }) => textAt(values, same) ?? []));
    return before
      .ofType(type)
      .filter(({ address, values }) => gone.has(address) && !kept.has(textAt(values, same) ?? ""));
  });
  return providers.flatMap((provider) =>
    view
      .once(identitiesOf)
      .filter((identity) => isTrusted(identity, provider) && mayCallClaude(view, identity))
      .map((identity) => ({
        address: identity.address,
        what: provider.address,
        detail: `${identity.address} stays and trusts ${provider.address}, which the apply takes away`,
        state: "violated" as const,
      })),
  );
};

/** Pools of Google Cloud that lose their last provider, while grants to their members stay. */
const emptied = (view: PlanView, before: PlanView): Problem[] => {
  const poolsOf = (one: PlanView) =>
    new Set(
      one.ofType("google_iam_workload_identity_pool_provider").flatMap(({ values }) => {
        return textAt(values, "workload_identity_pool_id") ?? [];
      }),
    );
  const left = poolsOf(view);
  const lost = [...poolsOf(before)].filter((pool) => !left.has(pool));
  return lost.flatMap((pool) =>
    view.resources
      .filter(({ type, values }) => /^google_.*_iam_member$/.test(type) && memberOf(values).includes(`/${pool}/`))
      .map(({ address }) => ({
        address,
        what: pool,
        detail: `${address} stays, and the identity pool ${pool} of its member loses its last provider`,
        state: "violated" as const,
      })),
  );
};

/** Grants of models in a stack, of whatever cloud, by the address of the resource. */
const callers = (view: PlanView, circumstances: Circumstances): readonly string[] => [
  ...view.once(identitiesOf).flatMap((one) => (one.owned && mayCallClaude(view, one) ? [one.address] : [])),
  ...view.once(googleGrantsOf).flatMap((one) => (callsVertex(view, one, circumstances) ? [one.resource.address] : [])),
  ...view.ofType(ASSIGNMENT).flatMap((one) => (roleOf(view, one)?.callsModels === true ? [one.address] : [])),
  ...view.ofType("anthropic_service_account_workspace").map(({ address }) => address),
];

/** Whether a stack that stays lets nobody call Claude any more; one that is taken away whole is meant to. */
const emptiedWhole = (view: PlanView, before: PlanView, circumstances: Circumstances): Problem[] => {
  const [first] = callers(before, circumstances);
  if (first === undefined || view.resources.every(({ mode }) => mode === "data")) return [];
  if (callers(view, circumstances).length > 0) return [];
  const detail = "Nobody in this stack may call Claude after the apply, and somebody could before";
  return [{ address: first, detail, state: "undecided" }];
};

const memberOf = (values: unknown): string => (isJsonObject(values) ? (textAt(values, "member") ?? "") : "");

/** An apply that locks everybody out is not what anybody wants: who is to lose access loses the identity with it. */
export const keepsAWayIn: Rule = {
  id: "keeps-a-way-in",
  protects: "No apply takes the last way into an identity that stays, nor an issuer that is still trusted",
  appliesTo: ["resource"],
  remedy: "keep one way in, or take the identity and its settings away with it",
  link: "https://developer.hashicorp.com/terraform/internals/json-format#change-representation",
  check: (view, circumstances) => {
    const before = view.before?.();
    if (before === undefined || (view.changes ?? []).length === 0) return [];
    const problems = [...closed(view, before), ...orphaned(view, before), ...emptied(view, before)];
    return [...problems, ...emptiedWhole(view, before, circumstances)];
  },
};
