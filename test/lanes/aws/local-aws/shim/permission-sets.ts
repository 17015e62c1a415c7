import { type AwsAnswer, type AwsCall, type AwsHandler, answer, fieldsOf, refusal } from "./aws-call";

const PREFIX = "SWBExternalService.";

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What moto does not keep of one permission set. */
interface Remembered {
  readonly tags: Map<string, string>;
  boundary?: unknown;
}

const tagsOf = (value: unknown): readonly Tag[] => (Array.isArray(value) ? (value as readonly Tag[]) : []);

const createdArn = ({ body }: AwsAnswer): string | undefined =>
  (body as { PermissionSet?: { PermissionSetArn?: string } }).PermissionSet?.PermissionSetArn;

/**
 * Identity Center as far as moto 5.2.1 lacks it: tags, permissions boundary and provisioning state of permission sets.
 * Everything else of the service goes on to moto. Provisioning is always done at once.
 */
export const permissionSets = (): AwsHandler => {
  const sets = new Map<string, Remembered>();

  const create = async (call: AwsCall, forward: () => Promise<AwsAnswer>): Promise<AwsAnswer> => {
    const created = await forward();
    const arn = createdArn(created);
    if (arn !== undefined)
      sets.set(arn, { tags: new Map(tagsOf(fieldsOf(call).Tags).map(({ Key, Value }) => [Key, Value])) });
    return created;
  };

  const actions: Readonly<
    Record<string, (fields: Readonly<Record<string, unknown>>, set: Remembered) => AwsAnswer | undefined>
  > = {
    ListTagsForResource: (_, { tags }) => answer({ Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) }),
    TagResource: ({ Tags }, { tags }) => {
      for (const { Key, Value } of tagsOf(Tags)) tags.set(Key, Value);
      return answer({});
    },
    UntagResource: ({ TagKeys }, { tags }) => {
      for (const key of Array.isArray(TagKeys) ? TagKeys : []) tags.delete(String(key));
      return answer({});
    },
    PutPermissionsBoundaryToPermissionSet: ({ PermissionsBoundary }, set) => {
      set.boundary = PermissionsBoundary;
      return answer({});
    },
    GetPermissionsBoundaryForPermissionSet: (_, { boundary }) =>
      boundary === undefined
        ? refusal(400, "ResourceNotFoundException", "The permission set has no permissions boundary")
        : answer({ PermissionsBoundary: boundary }),
    DeletePermissionsBoundaryFromPermissionSet: (_, set) => {
      delete set.boundary;
      return answer({});
    },
    DeletePermissionSet: ({ PermissionSetArn }) => {
      sets.delete(String(PermissionSetArn));
      return undefined;
    },
  };

  return async (call, forward) => {
    const target = String(call.headers["x-amz-target"] ?? "");
    if (!target.startsWith(PREFIX)) return undefined;
    const action = target.slice(PREFIX.length);
    if (action === "CreatePermissionSet") return create(call, forward);
    const fields = fieldsOf(call);
    if (action === "DescribePermissionSetProvisioningStatus") {
      const RequestId = fields.ProvisionPermissionSetRequestId;
      return answer({ PermissionSetProvisioningStatus: { Status: "SUCCEEDED", RequestId } });
    }
    const act = actions[action];
    if (act === undefined) return undefined;
    const arn = String(fields.PermissionSetArn ?? fields.ResourceArn);
    const set = sets.get(arn);
    return set === undefined
      ? refusal(400, "ResourceNotFoundException", `There is no permission set ${arn}`)
      : act(fields, set);
  };
};
