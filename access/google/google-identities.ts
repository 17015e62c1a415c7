import { compileAccess } from "../../authorization/google/evaluate-access";
import type { Binding, GoogleView } from "../../authorization/google/google-view";
import { readPrincipal } from "../../authorization/google/principal-names";
import { isKnown, type Text, textName } from "../../authorization/google/text";
import { MODELS } from "../../catalog/models";
import { googleViewOf, joinedGoogleView } from "../../plans/google/google-view-of";
import { emailOf, madeNames, textWith } from "../../plans/google/made-names";
import { textAt, textsOf } from "../../plans/json-value";
import { listIn } from "../../plans/list-in";
import type { PlanView } from "../../plans/plan-view";
import { settingsDocumentsOf } from "../../plans/settings-documents";
import { type AccessIdentity, type AccessRoute, accessKey, type ModelAccess } from "../access-side";
import { modelName } from "../model-name";
import { Impersonators } from "./impersonators";
import { mayHold } from "./may-hold";
import { memberKey, memberWords } from "./member-words";
import { providerEntrances } from "./provider-entrances";

const PREDICT = "aiplatform.endpoints.predict";
/** Longest life of an access token that nobody asked to live longer, in seconds. */
const TOKEN_SECONDS = 3600;
const MODEL_CONSTRAINTS = /^(constraints\/)?vertexai\.(allowedModels|allowedPartnerModelFeatures)$/;
/** Everybody, whatever else they are. */
const WIDE = new Set(["everybody", "authenticated", "domain", "customer", "accountsOf", "other"]);

/** What a holder's settings say of its place. */
interface Holder {
  readonly name: string;
  readonly route: AccessRoute;
  readonly region: string | undefined;
}

const ROUTES: ReadonlySet<string | undefined> = new Set(["vertex", "anthropic-google-cloud"]);

const holdersOf = (view: PlanView): ReadonlyMap<string, readonly Holder[]> => {
  const names = view.once(madeNames);
  const found = new Map<string, Holder[]>();
  for (const { name, facts } of view.once(settingsDocumentsOf)) {
    if (!ROUTES.has(textAt(facts, "route"))) continue;
    const holder = { name, route: "vertex" as const, region: textAt(facts, "region") };
    for (const member of textsOf(facts.members)) {
      const text = textWith(names, member);
      const key = isKnown(text) ? memberKey(text) : textName(text);
      listIn(found, key).push(holder);
    }
  }
  return found;
};

/** One principal with everything that grants it something here. */
interface Principal {
  readonly key: string;
  readonly member: Text;
  readonly bindings: readonly Binding[];
}

const principalsOf = (own: GoogleView, all: GoogleView): readonly Principal[] => {
  const found = new Map<string, Binding[]>();
  for (const binding of own.bindings) {
    if (/\/serviceAccounts\//.test(textName(binding.resource)) || !mayHold(all, binding.role, PREDICT)) continue;
    const key = isKnown(binding.member) ? memberKey(binding.member) : `${binding.name} ${textName(binding.member)}`;
    listIn(found, key).push(binding);
  }
  return [...found].map(([key, bindings]) => ({ key, bindings, member: bindings[0]?.member ?? "" }));
};

const isWide = ({ member }: Binding): boolean => isKnown(member) && WIDE.has(readPrincipal(member).kind);

/** Asks what principals may call; those who have the same grants are asked about once, unless a denial names them. */
class Oracle {
  private readonly known = new Map<string, readonly ModelAccess[]>();
  private readonly wide: readonly Binding[];
  private readonly limitsModels: boolean;
  private readonly namesPrincipals: boolean;

  constructor(private readonly view: GoogleView) {
    this.wide = view.bindings.filter(isWide);
    this.limitsModels = (view.organizationPolicies ?? []).some(({ constraint }) => MODEL_CONSTRAINTS.test(constraint));
    this.namesPrincipals = (view.denyRules ?? []).length + (view.boundaries ?? []).length > 0;
  }

  answers({ member, bindings, key }: Principal): readonly ModelAccess[] {
    const grants = bindings.map(({ role, resource, condition }) => JSON.stringify([role, resource, condition]));
    const same = `${this.namesPrincipals ? key : ""} ${isKnown(member)} ${[...new Set(grants)].sort().join()}`;
    let answers = this.known.get(same);
    if (answers === undefined) {
      answers = this.ask(member, bindings);
      this.known.set(same, answers);
    }
    return answers;
  }

  private ask(member: Text, bindings: readonly Binding[]): readonly ModelAccess[] {
    const view = { ...this.view, bindings: [...new Set([...bindings, ...this.wide])] };
    const access = compileAccess(view);
    const resources = [...new Set(bindings.map(({ resource }) => textName(resource)))].sort();
    return resources.flatMap((resource) =>
      this.models().flatMap(({ model, name, asked }): ModelAccess[] => {
        const certain = isKnown(member)
          ? access({
              caller: { identifiers: [member] },
              permission: PREDICT,
              resource,
              ...(asked ? { model: asked } : {}),
            })
          : undefined;
        if (certain?.decision === "denied") return [];
        const certainty = certain?.decision === "allowed" ? "sure" : "possible";
        return [{ route: "vertex", model, name, geography: undefined, through: resource, certainty }];
      }),
    );
  }

  /** Every model of the catalog where a policy limits them, else all at once. */
  private models(): readonly { model: string; name: string; asked?: string }[] {
    if (!this.limitsModels) return [{ model: "*", name: "every Claude model" }];
    return MODELS.flatMap(({ id, vertex }) =>
      vertex === undefined ? [] : [{ model: id, name: modelName(id), asked: vertex }],
    );
  }
}

const inPlace = (models: readonly ModelAccess[], holders: readonly Holder[]): readonly ModelAccess[] => {
  const regions = [...new Set(holders.map(({ region }) => region))];
  const [region] = regions;
  const told =
    regions.length === 1 && region !== undefined ? models.map((one) => ({ ...one, geography: region })) : models;
  return [...told].sort((one, other) => (accessKey(one) < accessKey(other) ? -1 : 1));
};

/**
 * Principals of Google Cloud that may call models by the grants of a stack, or whom its settings name.
 *
 * @param context stacks whose roles, policies and hierarchy count too, this one included. @default this one alone
 */
export const googleIdentities = (view: PlanView, context: readonly PlanView[] = [view]): readonly AccessIdentity[] => {
  const own = view.once(googleViewOf);
  const all = joinedGoogleView(context.map((one) => one.once(googleViewOf)));
  const oracle = new Oracle(all);
  const impersonators = new Impersonators(context, all);
  const holders = holdersOf(view);
  const accounts = new Map(
    view.ofType("google_service_account").map((account) => [`serviceAccount:${emailOf(view, account)}`, account]),
  );
  return principalsOf(own, all).flatMap((principal): AccessIdentity[] => {
    const { key, member, bindings } = principal;
    const held = holders.get(isKnown(member) ? key : textName(member)) ?? [];
    const models = inPlace(oracle.answers(principal), held);
    if (models.length === 0 && held.length === 0) return [];
    const account = accounts.get(key);
    const words = isKnown(member) ? memberWords(member) : { kind: "principal", name: textName(member) };
    const [first] = bindings;
    return [
      {
        id: account?.address ?? (isKnown(member) ? key : (first?.name ?? key)),
        address: account?.address ?? first?.name ?? "",
        ...{ cloud: "google", ...words, models, sessionSeconds: TOKEN_SECONDS },
        holders: [...new Set(held.map(({ name }) => name))].sort(),
        entrances: key.startsWith("serviceAccount:")
          ? impersonators.of(key.slice("serviceAccount:".length))
          : isKnown(member)
            ? providerEntrances(context, member)
            : [],
        grantedBy: [...new Set(bindings.map(({ name }) => name))].sort(),
        open: [
          ...(all.unread ?? []).map(({ resource }) => `The policy of ${resource} is not known before the apply`),
          ...(isKnown(member) ? [] : [`Who it is only the apply tells: ${textName(member)}`]),
        ],
      },
    ];
  });
};
