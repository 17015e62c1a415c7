import type { NamedPolicy } from "../../authorization/aws/compiled-group";
import { compilePolicies } from "../../authorization/aws/evaluate-request";
import type { PolicyDocument } from "../../authorization/aws/policy-document";
import { type ClientDocument, documentsByIdentity } from "../../plans/client-documents";
import { IDENTITY_WORDS, type Identity, identitiesOf } from "../../plans/identities";
import { textAt } from "../../plans/json-value";
import { ObjectNumbers } from "../../plans/object-numbers";
import type { PlanView } from "../../plans/plan-view";
import type { PlanSides } from "../../plans/read-plan";
import { type AccessIdentity, accessKey, type Entrance, type ModelAccess, sortedEntrances } from "../access-side";
import { distinctBy } from "../in-order";
import { assignedPeople } from "./assigned-people";
import { awsPlaceIn } from "./aws-place";
import { type AwsPlace, bedrockQuestions } from "./bedrock-questions";
import { boundaryDocuments } from "./boundary-documents";
import { doorQuestions } from "./door-questions";
import { managedPolicies } from "./managed-policies";
import { answerQuestion, type ModelQuestion } from "./model-question";
import { roleEntrances } from "./role-entrances";
import { sessionSeconds } from "./session-seconds";

/** One identity of one side, before its questions are asked. */
interface Draft {
  readonly identity: Identity;
  readonly id: string;
  readonly documents: readonly PolicyDocument[];
  /** Undefined: no boundary, or none whose document the plan holds. */
  readonly boundary: PolicyDocument | undefined;
  readonly open: readonly string[];
}

type ManagedPolicies = ReturnType<typeof managedPolicies>;

const openOf = ({ grants, foreign, trust }: Identity, managed: ManagedPolicies): readonly string[] => [
  ...grants.flatMap((grant) => {
    if (grant.state !== "known")
      return [`The document at ${grant.address} is not known before the apply: ${grant.why}`];
    return grant.reading.document === undefined ? [`${grant.address}: ${grant.reading.mistake}`] : [];
  }),
  ...foreign
    .filter(({ policy }) => managed.get(policy) === undefined)
    .map(({ policy }) => `What the attached policy ${policy} allows, this plan does not say`),
  ...(trust === undefined || trust.state === "known"
    ? []
    : [`Who may assume it is not known before the apply: ${trust.why}`]),
];

const grantingAddresses = ({ grants, foreign }: Identity): readonly string[] =>
  [...new Set([...grants, ...foreign].map(({ address }) => address))].sort();

const documentsOf = ({ grants, foreign }: Identity, managed: ManagedPolicies): readonly PolicyDocument[] => [
  ...grants.flatMap((grant) => (grant.state === "known" && grant.reading.document ? [grant.reading.document] : [])),
  ...foreign.flatMap(({ policy }) => managed.get(policy) ?? []),
];

const draftsOf = (view: PlanView, managed: ManagedPolicies): ReadonlyMap<string, Draft> => {
  const boundaries = boundaryDocuments(view);
  const drafts = view.once(identitiesOf).map((identity): Draft => {
    const id = identity.owned
      ? identity.address
      : `${IDENTITY_WORDS[identity.kind]} ${identity.name ?? identity.address}`;
    const boundary = identity.boundary === undefined ? undefined : boundaries.get(identity.boundary);
    const limited =
      identity.boundary === undefined || boundary !== undefined
        ? []
        : [`The boundary ${identity.boundary} may take some of it away; this plan does not hold its document`];
    return {
      identity,
      id,
      documents: documentsOf(identity, managed),
      boundary,
      open: [...openOf(identity, managed), ...limited],
    };
  });
  return new Map(drafts.map((draft) => [draft.id, draft]));
};

/** Asks documents what they allow; equal documents and questions are asked about once. */
class Oracle {
  private readonly numbers = new ObjectNumbers();
  private readonly known = new Map<string, readonly ModelAccess[]>();

  answers({ documents, boundary }: Draft, questions: readonly ModelQuestion[]): readonly ModelAccess[] {
    const numbers = [...documents, boundary, questions].map((one) => (one === undefined ? "" : this.numbers.of(one)));
    const key = numbers.join();
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const named = (document: PolicyDocument): NamedPolicy => ({ name: "policy", document });
    const evaluate = compilePolicies({
      identityPolicies: documents.map(named),
      ...(boundary === undefined ? {} : { permissionsBoundary: named(boundary) }),
    });
    const answers = questions.flatMap((one) => answerQuestion(one, (request) => evaluate(request).decision) ?? []);
    this.known.set(key, answers);
    return answers;
  }
}

/** Questions about documents; those about an equal list of documents are one list. */
class Questions {
  private readonly numbers = new ObjectNumbers();
  private readonly known = new Map<string, readonly ModelQuestion[]>();

  constructor(private readonly place: AwsPlace) {}

  about(drafts: readonly (Draft | undefined)[]): readonly ModelQuestion[] {
    const documents = [...new Set(drafts.flatMap((draft) => draft?.documents ?? []))];
    const key = documents.map((document) => this.numbers.of(document)).join();
    let questions = this.known.get(key);
    if (questions === undefined) {
      questions = this.ask(documents);
      this.known.set(key, questions);
    }
    return questions;
  }

  private ask(documents: readonly PolicyDocument[]): readonly ModelQuestion[] {
    const asked = [...bedrockQuestions(documents, this.place), ...doorQuestions(documents, this.place)];
    return distinctBy(asked, accessKey);
  }
}

/** Everything about one side that turns drafts into identities. */
interface Side {
  readonly view: PlanView;
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly documents: ReadonlyMap<Identity, readonly ClientDocument[]>;
  readonly people: ReadonlyMap<string, readonly Entrance[]>;
}

const sideOf = (view: PlanView, other: PlanView, managed: ManagedPolicies): Side => ({
  ...{
    view,
    drafts: draftsOf(view, managed),
    documents: view.once(documentsByIdentity),
    people: assignedPeople(view, other),
  },
});

const entrancesOf = ({ view, people }: Side, { identity }: Draft): readonly Entrance[] => {
  const { trust, kind, address } = identity;
  if (kind === "role")
    return trust?.state === "known" && trust.reading.document ? roleEntrances(trust.reading.document) : [];
  if (kind !== "permissionSet") return [];
  const arn = textAt(view.find(address)?.values ?? {}, "arn");
  return sortedEntrances([address, ...(arn === undefined ? [] : [arn])].flatMap((key) => people.get(key) ?? []));
};

/**
 * Identities of AWS on both sides of a plan that may call models there, or whom settings lead to. Both sides are asked the same
 * questions, so that a model under a wildcard before and by its name after is kept, not lost and gained.
 */
export const awsIdentities = ({ before, after }: PlanSides): Record<"before" | "after", readonly AccessIdentity[]> => {
  const managed = managedPolicies();
  const sides = { before: sideOf(before, after, managed), after: sideOf(after, before, managed) };
  const questions = new Questions(awsPlaceIn([before, after]));
  const oracle = new Oracle();
  const read = (side: Side, other: Side): readonly AccessIdentity[] =>
    [...side.drafts.values()].flatMap((draft): AccessIdentity[] => {
      const { identity, id, open } = draft;
      const asked = questions.about([draft, other.drafts.get(id)]);
      const models = asked.length === 0 ? [] : oracle.answers(draft, asked);
      const holders = (side.documents.get(identity) ?? []).map(({ name }) => name);
      if (asked.length === 0 && holders.length === 0) return [];
      return [
        {
          ...{ id, address: identity.address, cloud: "aws", kind: IDENTITY_WORDS[identity.kind], models, open },
          name: identity.name ?? identity.address,
          holders: holders.sort(),
          entrances: entrancesOf(side, draft),
          grantedBy: grantingAddresses(identity),
          sessionSeconds: sessionSeconds(side.view, identity),
        },
      ];
    });
  return { before: read(sides.before, sides.after), after: read(sides.after, sides.before) };
};
