import type { NamedPolicy } from "../../../authorization/aws/compiled-group";
import { compilePolicies } from "../../../authorization/aws/evaluate-request";
import { neededRequests } from "../../../authorization/aws/needed-requests";
import { type ClientDocument, clientDocumentsOf, documentsByIdentity } from "../../../plans/client-documents";
import type { Identity } from "../../../plans/identities";
import { textAt } from "../../../plans/json-value";
import { ObjectNumbers } from "../../../plans/object-numbers";
import type { PolicyReading } from "../../../plans/policy-reading";
import { invokingIn, namedResources, resourcePatternOf } from "../../bedrock-statement";
import { type CallableModel, callableModels, judgedPart, retiringModels } from "../../callable-models";
import type { Problem, Rule } from "../../rule";
import { isWide } from "../../wildcard";

type Verdict = Omit<Problem, "address">;

/** What an identity's documents say, as far as they can be read. */
interface Grants {
  readonly readings: readonly PolicyReading[];
  /** Whether every document that says something could be read. */
  readonly whole: boolean;
}

const grantsOf = ({ grants, foreign }: Identity): Grants => {
  const readings = grants.flatMap((grant) => (grant.state === "known" ? [grant.reading] : []));
  const whole = readings.length === grants.length && foreign.length === 0 && readings.every(({ document }) => document);
  return { readings: [...new Set(readings)], whole };
};

/** Models that the settings lead to and the documents do not allow. */
const refusedModels = (models: readonly CallableModel[], geography: string | undefined, grants: Grants): Verdict[] => {
  const policies = grants.readings.flatMap(({ document }, at): NamedPolicy[] =>
    document === undefined ? [] : [{ name: `document ${at + 1}`, document }],
  );
  const ask = compilePolicies({ identityPolicies: policies });
  return models.flatMap(({ from, said, arn, modelId }): Verdict[] => {
    if (arn === undefined) {
      const detail = `${from} leads to "${said}", and what the client calls then is not known`;
      return [{ what: said, detail, state: "undecided" }];
    }
    for (const { request, byCatalog } of neededRequests(arn, modelId, geography)) {
      const { decision } = ask(request);
      if (decision === "allowed") continue;
      const open = decision === "undecided" || byCatalog || !grants.whole;
      const detail = `${from} leads to ${said}, but ${request.action} on ${request.resource} is ${open ? "not shown to be allowed" : "not allowed"}`;
      return [{ what: arn, detail, state: open ? "undecided" : "violated" }];
    }
    return [];
  });
};

/** What the documents allow to be called and no settings lead to; wildcards have a rule of their own. */
const unusedGrants = (documents: readonly ClientDocument[], grants: Grants): Verdict[] => {
  const models = documents.flatMap(({ settings, facts }) => callableModels(settings, facts));
  const known = new Set(models.flatMap(({ arn, modelId }) => [arn, modelId]));
  for (const { facts } of documents) for (const name of retiringModels(facts)) known.add(name);
  const state = models.every(({ arn }) => arn !== undefined) ? "violated" : "undecided";
  const allowed = grants.readings.flatMap(invokingIn).flatMap(namedResources);
  return [...new Set(allowed)].flatMap((resource): Verdict[] => {
    const pattern = resourcePatternOf(resource);
    if (pattern === undefined || isWide(pattern.id) || isWide(pattern.type)) return [];
    const name = pattern.type === "foundation-model" ? pattern.id : resource;
    if (known.has(name)) return [];
    return [{ what: resource, detail: `${resource} may be called, but no settings pin it or let it retire`, state }];
  });
};

/** Judges identities; those with equal documents and equal settings share one judgement. */
class Judge {
  private readonly known = new Map<string, readonly Verdict[]>();
  private readonly numbers = new ObjectNumbers();

  judge(documents: readonly ClientDocument[], grants: Grants): readonly Verdict[] {
    const numbers = grants.readings.map((reading) => this.numbers.of(reading));
    const key = `${grants.whole} ${numbers.join()} ${documents.map(({ settings, facts }) => judgedPart(settings, facts)).join("\n")}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const verdicts = [
      ...documents.flatMap(({ settings, facts }) =>
        refusedModels(callableModels(settings, facts), textAt(facts, "geography"), grants),
      ),
      ...unusedGrants(documents, grants),
    ];
    this.known.set(key, verdicts);
    return verdicts;
  }
}

/** What a client is told is what it may do, and the other way round. */
export const settingsAndGrantsAgree: Rule = {
  id: "aws/settings-and-grants-agree",
  protects:
    "Every model that client settings lead to is allowed to that identity, and every model allowed is pinned or retiring",
  appliesTo: ["output"],
  remedy: "compute settings and grants from the same models; let a model retire before its grant goes",
  link: "https://code.claude.com/docs/en/amazon-bedrock",
  check: (view) => {
    const judge = new Judge();
    const orphans = view.once(clientDocumentsOf).filter(({ identity }) => identity === undefined);
    return [
      ...orphans.map(({ name }): Problem => {
        const detail = `Settings of ${name} are given out, but nothing in this plan grants anything to its identity`;
        return { address: "output.client_settings", what: name, detail, state: "violated" };
      }),
      ...[...view.once(documentsByIdentity)].flatMap(([identity, documents]) =>
        judge.judge(documents, grantsOf(identity)).map((verdict) => ({ address: identity.address, ...verdict })),
      ),
    ];
  },
};
