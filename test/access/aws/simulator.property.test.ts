import * as fc from "fast-check";
import { awsIdentities } from "../../../access/aws/aws-identities";
import type { JsonObject } from "../../../plans/json-value";
import { simulatorAllows } from "../../helpers/bedrock-decision";
import { type Resources, sidesOf } from "../support/sides-of";

const ACCOUNT = "111122223333";
const REGION = "eu-central-1";
const EU = [REGION, "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"];
const IDS = ["anthropic.claude-sonnet-5", "anthropic.claude-opus-4-8", "anthropic.claude-haiku-4-5-20251001-v1:0"];
const INVOKE = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
const profileArn = (id: string) => `arn:aws:bedrock:${REGION}:${ACCOUNT}:inference-profile/eu.${id}`;
const modelArn = (id: string, region: string) => `arn:aws:bedrock:${region}::foundation-model/${id}`;

/** Asks by name about every profile and every model in its own region. */
const EVERYTHING: readonly JsonObject[] = [
  { Effect: "Allow", Action: INVOKE, Resource: IDS.flatMap((id) => [profileArn(id), modelArn(id, REGION)]) },
];

const roleWith = (statements: readonly JsonObject[]): Resources => ({
  aws_iam_role: { app: { name: "app", assume_role_policy: { Version: "2012-10-17", Statement: [] } } },
  aws_iam_role_policy: {
    app: { name: "p", role: "app", policy: { Version: "2012-10-17", Statement: [...statements] } },
  },
});

const resource = fc.constantFrom(
  "*",
  "arn:aws:bedrock:*::foundation-model/*",
  `arn:aws:bedrock:*:${ACCOUNT}:inference-profile/*`,
  `arn:aws:bedrock:${REGION}:${ACCOUNT}:inference-profile/eu.anthropic.*`,
  "arn:aws:bedrock:eu-*::foundation-model/anthropic.claude-sonnet-*",
  ...IDS.map(profileArn),
  ...IDS.flatMap((id) => EU.map((region) => modelArn(id, region))),
);
const condition: fc.Arbitrary<JsonObject | undefined> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  fc.constantFrom(...IDS).map((id) => ({ StringEquals: { "bedrock:InferenceProfileArn": profileArn(id) } })),
  fc.constant({ StringLike: { "bedrock:InferenceProfileArn": "arn:aws:bedrock:*:*:inference-profile/eu.*" } }),
  fc.constant({ StringEquals: { "aws:RequestedRegion": REGION } }),
  fc.constant({ Null: { "bedrock:InferenceProfileArn": "false" } }),
);
const statement: fc.Arbitrary<JsonObject> = fc
  .record({
    effect: fc.oneof({ weight: 5, arbitrary: fc.constant("Allow") }, fc.constant("Deny")),
    action: fc.constantFrom<unknown>(
      INVOKE,
      ["bedrock:Invoke*"],
      ["bedrock:InvokeModel"],
      ["bedrock:*"],
      ["s3:GetObject"],
    ),
    resources: fc.uniqueArray(resource, { minLength: 1, maxLength: 8 }),
    condition,
  })
  .map(({ effect, action, resources, condition: when }) => ({
    ...{ Effect: effect, Action: action, Resource: resources },
    ...(when === undefined ? {} : { Condition: when }),
  })) as fc.Arbitrary<JsonObject>;
/** A grant that is right, so that much is allowed and loosened or denied by what stands beside it. */
const whole: fc.Arbitrary<JsonObject> = fc.constantFrom(...IDS).map((id) => ({
  ...{ Effect: "Allow", Action: INVOKE },
  Resource: [profileArn(id), ...EU.map((region) => modelArn(id, region))],
}));

const simulated = async (arn: string, policy: JsonObject): Promise<boolean> => {
  for (const action of INVOKE)
    if (await simulatorAllows({ action, resource: arn, region: REGION }, { policies: [policy] })) return true;
  return false;
};

test("what an identity is said to be able to call is what an independent IAM simulator lets through", async () => {
  let [allowed, refused, open] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(statement, whole), { minLength: 1, maxLength: 4 }), async (statements) => {
      const { before } = awsIdentities(sidesOf({ before: roleWith(statements), after: roleWith(EVERYTHING) }));
      const said = new Map(before.flatMap(({ models }) => models).map((one) => [one.through, one.certainty]));
      for (const id of IDS) {
        for (const arn of [profileArn(id), modelArn(id, REGION)]) {
          const answer = await simulated(arn, { Version: "2012-10-17", Statement: [...statements] });
          if (said.get(arn) === "possible") open++;
          else expect({ statements, arn, said: said.has(arn) }).toEqual({ statements, arn, said: answer });
          if (answer) allowed++;
          else refused++;
        }
      }
    }),
    { numRuns: 40, seed: 20_261_124 },
  );
  // Both answers were asked for, and seldom left open.
  expect(allowed).toBeGreaterThan(50);
  expect(refused).toBeGreaterThan(50);
  expect(open).toBeLessThan((allowed + refused) / 4);
});
