import type { Statement } from "../../../authorization/aws/policy-document";
import { stringLike } from "../../../authorization/glob";
import { SECRET_PERMISSIONS } from "../../../catalog/secret-permissions";
import { clientIdentitiesOf, keyReadersOf } from "../../../plans/client-documents";
import type { Identity } from "../../../plans/identities";
import { type PolicyReading, statementName } from "../../../plans/policy-reading";
import { permissionsOf } from "../../bedrock-statement";
import { grantsOf } from "../../policy-documents";
import type { Problem, Rule } from "../../rule";
import { isWide } from "../../wildcard";

type Verdict = Omit<Problem, "address">;

const serviceOf = (action: string): string => action.split(":")[0]?.toLowerCase() ?? "";

const SERVICES = ["bedrock", "bedrock-mantle", "aws-external-anthropic"];

/** Whether an action is about Claude's services, or could be: `bedrock:X`, `bedrock-runtime:X`, `b*:X`, `*`. */
const concernsClaude = (action: string): boolean => {
  const service = serviceOf(action);
  if (isWide(service)) return SERVICES.some((one) => stringLike(service, one));
  return service.startsWith("bedrock") || service === "aws-external-anthropic";
};

const reasonFor = (action: string): string => {
  if (isWide(action)) return "is a wildcard";
  if (!action.includes(":")) return "is no action: the service is missing";
  const service = serviceOf(action);
  if (service === "bedrock-runtime") return "does not exist: IAM knows these actions under bedrock:";
  return SERVICES.includes(service)
    ? "is not in the catalog; it is misspelt, or no client needs it"
    : "is not in the catalog";
};

/** Actions that read one key: all that its reader needs, and nobody else does. */
const READING: ReadonlySet<string> = new Set([
  SECRET_PERMISSIONS.secretsManager.action,
  SECRET_PERMISSIONS.parameterStore.action,
]);

/** Whose document it is: of a client that calls models, of a helper that reads a key, or of anybody else. */
type Holder = "caller" | "reader" | "other";

const isNeeded = (action: string, holder: Holder): boolean =>
  !isWide(action) && (holder === "reader" ? READING.has(action) : permissionsOf(action).length > 0);

const judge = (statement: Statement, holder: Holder, exclusive: boolean): Verdict[] => {
  const { actions } = statement;
  const name = statementName(statement);
  if (actions.negated) {
    const detail = `${name} allows every action except those under NotAction`;
    return [{ what: `${name} NotAction`, detail, state: "violated" }];
  }
  return actions.values
    .filter((action) => !isNeeded(action, holder))
    .filter((action) => exclusive || concernsClaude(action))
    .map((action) => ({ what: action, detail: `${name}: ${action} ${reasonFor(action)}`, state: "violated" as const }));
};

/** Whether a document must hold nothing but the catalog's actions: it grants models, or belongs to a client. */
const judgeDocument = ({ statements }: PolicyReading, holder: Holder): Verdict[] => {
  const allowing = statements.filter(({ effect }) => effect === "Allow");
  const exclusive =
    holder !== "other" || allowing.some(({ actions }) => actions.negated || actions.values.some(concernsClaude));
  return allowing.flatMap((statement) => judge(statement, holder, exclusive));
};

/** What is granted is what a client needs. */
export const actionBeyondCatalog: Rule = {
  id: "aws/action-beyond-catalog",
  protects: "Grants hold no action beyond those that the catalog has for clients, no wildcard and no misspelt action",
  appliesTo: ["aws_iam_role_policy", "aws_iam_policy", "aws_ssoadmin_permission_set_inline_policy"],
  remedy: "grant exactly the actions of the catalog, each written out",
  link: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html",
  check: (view) => {
    const clients = view.once(clientIdentitiesOf);
    const readers = view.once(keyReadersOf);
    const judged = { caller: new Map(), reader: new Map(), other: new Map() } satisfies Record<
      Holder,
      Map<PolicyReading, Verdict[]>
    >;
    const holderOf = (identity: Identity | undefined): Holder => {
      if (identity === undefined || !clients.has(identity)) return "other";
      return readers.has(identity) ? "reader" : "caller";
    };
    return view.once(grantsOf).flatMap(({ address, reading, identity }) => {
      const holder = holderOf(identity);
      const known: Map<PolicyReading, Verdict[]> = judged[holder];
      const verdicts = known.get(reading) ?? judgeDocument(reading, holder);
      known.set(reading, verdicts);
      return verdicts.map((verdict) => ({ address, ...verdict }));
    });
  },
};
