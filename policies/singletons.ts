import { type JsonObject, listAt, textAt } from "../plans/json-value";
import { addressesOf, awsPlaceOf, type PlannedResource, type PlanView } from "../plans/plan-view";
import { holdsReference, referencesIn } from "../plans/reference";

/** Something that exists once, and the resource that makes it. */
export interface Singleton {
  /** What it is in the cloud, the same for everybody who makes it. */
  readonly key: string;
  /** What a reader calls it, `role claude_aws-eu_payments`. */
  readonly what: string;
}

/** Words that name a singleton, and where it lies; a word that is not known leaves it out. */
interface Named {
  readonly words: readonly (string | undefined)[];
  readonly where: readonly string[];
}

type Read = (resource: PlannedResource, place: Place, view: PlanView) => Named;

interface Place {
  readonly account: string;
  readonly region: string;
}

/** Places by provider, as they are asked for. */
const placesOf = (_view: PlanView): Map<string, Place> => new Map();

/** Account and region of a resource's provider; what is not stated stands for this provider of this stack alone. */
const placeOf = (view: PlanView, { provider }: PlannedResource): Place => {
  const places = view.once(placesOf);
  const known = places.get(provider);
  if (known !== undefined) return known;
  const { account, region } = awsPlaceOf(view.blocks, `provider.${provider}`);
  const unknown = `unknown (${view.stack}, ${provider})`;
  const place = { account: account ?? unknown, region: region ?? unknown };
  places.set(provider, place);
  return place;
};

/** A name as it is known; a reference within a stack is followed to the name of what it refers to. */
const nameAt = (view: PlanView, values: JsonObject, argument: string): string | undefined => {
  const value = textAt(values, argument);
  if (value === undefined || value === "") return undefined;
  if (!holdsReference(value)) return value;
  const [address] = addressesOf(referencesIn(value));
  const referred = address === undefined ? undefined : view.find(address);
  return (referred === undefined ? undefined : textAt(referred.values, "name")) ?? `${value} of ${view.stack}`;
};

/** Which Identity Center is meant: its ARN, or that which a provider like this one finds. */
const instanceOf = (view: PlanView, { values, provider }: PlannedResource): string => {
  const instance = textAt(values, "instance_arn");
  if (instance !== undefined && !holdsReference(instance)) return instance;
  const block = view.blocks.find(({ address }) => address === `provider.${provider}`)?.values;
  return block === undefined ? `unknown (${view.stack}, ${provider})` : JSON.stringify(block);
};

const named =
  (word: string): Read =>
  ({ values }, { account }, view) => ({ words: [word, nameAt(view, values, "name")], where: [account] });

/** What a role, a policy or a permission set has one of, named by an argument that says whose it is. */
const oneOf =
  (word: string, argument: string): Read =>
  ({ values }, { account }, view) => ({ words: [word, nameAt(view, values, argument)], where: [account] });

const READS: Readonly<Record<string, Read>> = {
  aws_iam_role: named("role"),
  aws_iam_policy: named("policy"),
  aws_iam_instance_profile: named("instance profile"),
  aws_iam_saml_provider: named("SAML provider"),
  aws_iam_openid_connect_provider: ({ values }, { account }, view) => ({
    words: [
      "OIDC provider",
      nameAt(view, values, "url")
        ?.replace(/^https:\/\//, "")
        .replace(/\/$/, ""),
    ],
    where: [account],
  }),
  aws_iam_user: named("user"),
  aws_iam_group: named("group"),
  aws_iam_policy_attachment: oneOf("list of everybody who has policy", "policy_arn"),
  aws_iam_role_policies_exclusive: oneOf("list of all inline policies of role", "role_name"),
  aws_iam_role_policy_attachments_exclusive: oneOf("list of all policies attached to role", "role_name"),
  aws_ssoadmin_permission_set_inline_policy: oneOf("inline policy of permission set", "permission_set_arn"),
  aws_ssoadmin_permissions_boundary_attachment: oneOf("boundary of permission set", "permission_set_arn"),
  aws_bedrock_model_invocation_logging_configuration: ({ values }, { account, region }) => ({
    words: ["log of Bedrock's calls in", textAt(values, "region") ?? region],
    where: [account],
  }),
  aws_iam_role_policy: ({ values }, { account }, view) => ({
    words: ["inline policy", nameAt(view, values, "name"), "of role", nameAt(view, values, "role")],
    where: [account],
  }),
  aws_ssoadmin_permission_set: (resource, _place, view) => ({
    words: ["permission set", nameAt(view, resource.values, "name")],
    where: [instanceOf(view, resource)],
  }),
  aws_eks_pod_identity_association: ({ values }, { account, region }, view) => ({
    words: [
      "pod identity of",
      ...["cluster_name", "namespace", "service_account"].map((of) => nameAt(view, values, of)),
    ],
    where: [region, account],
  }),
};

/** Types whose names IAM does not tell apart by upper and lower case. */
const CASELESS = new Set([
  "aws_iam_role",
  "aws_iam_policy",
  "aws_iam_user",
  "aws_iam_group",
  "aws_iam_instance_profile",
]);

const singletonOf = (type: string, { words, where }: Named): Singleton[] => {
  if (words.includes(undefined)) return [];
  const key = [type, ...words, ...where].join("\n");
  return [{ what: words.join(" "), key: CASELESS.has(type) ? key.toLowerCase() : key }];
};

/** Inline policies within a role; Terraform takes away every other inline policy of such a role. */
const inlineOf = (view: PlanView, role: PlannedResource): Singleton[] =>
  listAt(role.values, "inline_policy").flatMap((block) =>
    singletonOf("aws_iam_role_policy", {
      words: ["inline policy", textAt(block, "name"), "of role", nameAt(view, role.values, "name")],
      where: [placeOf(view, role).account],
    }),
  );

/** What a resource makes that can exist once only. */
export const singletonsOf = (view: PlanView, resource: PlannedResource): readonly Singleton[] => {
  const read = resource.mode === "managed" ? READS[resource.type] : undefined;
  if (read === undefined) return [];
  const own = singletonOf(resource.type, read(resource, placeOf(view, resource), view));
  return resource.type === "aws_iam_role" ? [...own, ...inlineOf(view, resource)] : own;
};

/** Terraform types that make singletons. */
export const SINGLETON_TYPES: readonly string[] = Object.keys(READS).sort();
