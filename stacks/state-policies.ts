import { partitionOf } from "../catalog/aws-partitions";
import { S3_STATE_PERMISSIONS } from "../catalog/state-permissions";
import { type PolicyDocument, type PolicyStatement, sidPart } from "../constructs/aws/policy-document";
import type { DeployerPolicies } from "./deployer-policies";

/** Arguments of a stack's S3 backend, as Terraform reads them. */
export type S3Backend = Readonly<Record<string, unknown>>;

type Thing = keyof typeof S3_STATE_PERMISSIONS;

const textAt = (backend: S3Backend, key: string): string | undefined => {
  const value = backend[key];
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** Something by its ARN, or by a name that Terraform looks for in the deployer's own account, whichever that is. */
const named = (name: string | undefined, arnOf: (name: string) => string): string | undefined =>
  name === undefined || name.startsWith("arn:") ? name : arnOf(name);

/** ARNs of what a stack's state touches; `*` for an account stands for the deployer's own (`OWN_ACCOUNT`). */
const resourcesOf = (backend: S3Backend, entryRegion: string): Partial<Record<Thing, string>> => {
  const [bucket, key] = [textAt(backend, "bucket"), textAt(backend, "key")];
  if (bucket === undefined || key === undefined) return {};
  const region = textAt(backend, "region") ?? entryRegion;
  const partition = partitionOf(region).name;
  const own = (service: string, rest: string) => `arn:${partition}:${service}:${region}:*:${rest}`;
  const object = `arn:${partition}:s3:::${bucket}/${key}`;
  return {
    bucket: `arn:${partition}:s3:::${bucket}`,
    object,
    lockFile: backend.use_lockfile === true ? `${object}.tflock` : undefined,
    lockTable: named(textAt(backend, "dynamodb_table"), (name) => own("dynamodb", `table/${name}`)),
    encryptionKey: named(textAt(backend, "kms_key_id"), (id) => own("kms", `key/${id}`)),
  };
};

/** IAM takes variables in conditions, not in the account of an ARN. */
const OWN_ACCOUNT = { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } };

/**
 * The least policies for a stack's state in an S3 backend; `undefined` where the bucket comes from elsewhere, as from
 * `-backend-config`.
 *
 * @param entryRegion where the backend names no region
 */
export const statePolicies = (backend: S3Backend, entryRegion: string): DeployerPolicies | undefined => {
  const resources = resourcesOf(backend, entryRegion);
  if (resources.bucket === undefined) return undefined;
  const statement = (thing: Thing, kinds: readonly ("plan" | "apply")[]): PolicyStatement[] => {
    const resource = resources[thing];
    if (resource === undefined) return [];
    const Action = kinds.flatMap((kind) => [...S3_STATE_PERMISSIONS[thing][kind]]).sort();
    const condition = resource.includes(":*:") ? { Condition: OWN_ACCOUNT } : {};
    return [{ Sid: `State${sidPart(thing)}`, Effect: "Allow", Action, Resource: [resource], ...condition }];
  };
  const document = (...kinds: ("plan" | "apply")[]): PolicyDocument => ({
    Version: "2012-10-17",
    Statement: (Object.keys(S3_STATE_PERMISSIONS) as Thing[]).flatMap((thing) => statement(thing, kinds)),
  });
  return { plan: document("plan"), apply: document("plan", "apply") };
};
