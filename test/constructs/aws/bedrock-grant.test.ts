import { accessDocuments } from "../../../constructs/aws/access-documents";
import { placeModels } from "../../../constructs/aws/bedrock-models";
import type { BedrockPlace } from "../../../constructs/aws/bedrock-place";
import type { ModelChoice } from "../../../constructs/core/model-choice";

const EU: BedrockPlace = { partition: "aws", account: "111122223333", region: "eu-central-1", geography: "eu" };
const documentsFor = (place: BedrockPlace, choice: ModelChoice, profiles = {}) =>
  accessDocuments(place, placeModels(choice, place, profiles), undefined, undefined);

test("a geographic grant names the declared profiles, the models behind each, and nothing else", () => {
  const regions = ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"];
  const modelArns = (id: string) => regions.map((region) => `arn:aws:bedrock:${region}::foundation-model/${id}`);
  const sonnet = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5";
  const haiku =
    "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0";
  const invoke = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
  expect(documentsFor(EU, { sonnet: "claude-sonnet-5", haiku: "claude-haiku-4-5" })).toEqual({
    known: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "CallDeclaredProfiles",
          Effect: "Allow",
          Action: [...invoke, "bedrock:GetInferenceProfile"],
          Resource: [sonnet, haiku],
        },
        {
          Sid: "InvokeClaudeSonnet5ThroughProfile",
          Effect: "Allow",
          Action: invoke,
          Resource: modelArns("anthropic.claude-sonnet-5"),
          Condition: { StringEquals: { "bedrock:InferenceProfileArn": sonnet } },
        },
        {
          Sid: "InvokeClaudeHaiku45ThroughProfile",
          Effect: "Allow",
          Action: invoke,
          Resource: modelArns("anthropic.claude-haiku-4-5-20251001-v1:0"),
          Condition: { StringEquals: { "bedrock:InferenceProfileArn": haiku } },
        },
        {
          Sid: "CountTokensForContextCommand",
          Effect: "Allow",
          Action: ["bedrock:CountTokens"],
          Resource: [
            "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-5",
            "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0",
          ],
        },
        {
          Sid: "ListProfilesAtClientStart",
          Effect: "Allow",
          Action: ["bedrock:ListInferenceProfiles"],
          Resource: "*",
        },
      ],
    },
  });
});

test("a global grant binds profile and model to the source region, and the region-free model to the unspecified one", () => {
  const place: BedrockPlace = { ...EU, region: "ca-central-1", geography: "global" };
  const profile = "arn:aws:bedrock:ca-central-1:111122223333:inference-profile/global.anthropic.claude-opus-4-8";
  const invoke = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
  expect(documentsFor(place, { opus: "claude-opus-4-8" }).known.Statement.slice(0, 3)).toEqual([
    {
      Sid: "CallDeclaredProfiles",
      Effect: "Allow",
      Action: [...invoke, "bedrock:GetInferenceProfile"],
      Resource: [profile],
      Condition: { StringEquals: { "aws:RequestedRegion": "ca-central-1" } },
    },
    {
      Sid: "InvokeClaudeOpus48InSourceRegion",
      Effect: "Allow",
      Action: invoke,
      Resource: ["arn:aws:bedrock:ca-central-1::foundation-model/anthropic.claude-opus-4-8"],
      Condition: {
        StringEquals: { "aws:RequestedRegion": "ca-central-1", "bedrock:InferenceProfileArn": profile },
      },
    },
    {
      Sid: "InvokeClaudeOpus48Globally",
      Effect: "Allow",
      Action: invoke,
      Resource: ["arn:aws:bedrock:::foundation-model/anthropic.claude-opus-4-8"],
      Condition: {
        StringEquals: { "aws:RequestedRegion": "unspecified", "bedrock:InferenceProfileArn": profile },
      },
    },
  ]);
});

test("an in-region grant names the model in its own region and no profile", () => {
  const place: BedrockPlace = { ...EU, geography: "in-region" };
  const profiles = { "claude-sonnet-4-6": { "in-region": { regions: ["eu-central-1"] } } };
  const model = "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-4-6";
  expect(
    documentsFor(place, { sonnet: "claude-sonnet-4-6" }, profiles).known.Statement.map(({ Resource }) => Resource),
  ).toEqual([[model], [model], "*"]);
});

test("retiring models are granted after the pinned ones, in the order of their names", () => {
  const placed = placeModels(
    {
      sonnet: "claude-sonnet-5",
      retiring: [
        { model: "claude-sonnet-4-6", until: "2027-01-31" },
        { model: "claude-sonnet-4-5", until: "2027-02-28" },
      ],
    },
    EU,
  );
  expect(placed.map(({ model, retiringUntil }) => [model, retiringUntil])).toEqual([
    ["claude-sonnet-5", undefined],
    ["claude-sonnet-4-5", "2027-02-28"],
    ["claude-sonnet-4-6", "2027-01-31"],
  ]);
});

test("refuses a model whose destinations nobody knows, and says how to supply them", () => {
  expect(() => documentsFor(EU, { opus: "claude-opus-5-5" })).toThrow(
    'The catalog does not know where the eu profile of claude-opus-5-5 sends requests; list its regions under "profiles", or set "resolve: plan"',
  );
});

test("declared destinations replace the catalog's, and the source region is always among them", () => {
  const profiles = { "claude-opus-5-5": { eu: { regions: ["eu-west-1", "eu-north-1"] } } };
  const placed = placeModels({ opus: "claude-opus-5-5" }, EU, profiles);
  expect(placed[0]?.modelArns).toEqual([
    "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-opus-5-5",
    "arn:aws:bedrock:eu-north-1::foundation-model/anthropic.claude-opus-5-5",
    "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-opus-5-5",
  ]);
});

test("a model id that names an object's own property is unknown like any other", () => {
  expect(() => placeModels({ opus: "constructor" }, EU)).toThrow(
    'The catalog knows no model "constructor" on Bedrock; name one of catalog/models.ts',
  );
});
