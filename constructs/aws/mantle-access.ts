import { Construct } from "constructs";
import type { Geography } from "../../catalog/bedrock-profiles";
import { mantleIdOf } from "../../catalog/mantle-models";
import { MANTLE_MODEL_KEY, MANTLE_PERMISSIONS } from "../../catalog/mantle-permissions";
import { findModel } from "../../catalog/models";
import type { ClientWishes } from "../../settings/client-settings";
import type { MantleFacts, MantleModel } from "../../settings/facts";
import { mantleSettings } from "../../settings/mantle-settings";
import { type ChosenModel, chosenModels, type ModelChoice } from "../core/model-choice";
import { type AccessDocuments, awsFacts } from "./access-document";
import { accessDocuments } from "./access-documents";
import { AwsIdentities, type AwsTeam } from "./aws-identities";
import { type PlacedModel, type ProfileOverrides, placeModel } from "./bedrock-models";
import type { AwsPlace } from "./place-of";
import { type PolicyDocument, type PolicyStatement, policyDocument } from "./policy-document";

/** Props of `MantleAccess`: one team at one place. */
export interface MantleAccessProps extends AwsTeam {
  readonly models: ModelChoice;
  /** Models that are not on Mantle go through Amazon Bedrock in this geography. @default they are an error */
  readonly geography?: Exclude<Geography, "in-region">;
  /** Destination regions on Bedrock that the catalog does not know. @default none */
  readonly profiles?: ProfileOverrides;
  /** What every client is told. @default nothing more than what access needs */
  readonly clients?: ClientWishes;
}

const placeAll = (
  { models, geography, profiles = {} }: MantleAccessProps,
  place: AwsPlace,
): readonly (MantleModel & { readonly placed?: PlacedModel })[] =>
  chosenModels(models).map(({ model, retiringUntil }: ChosenModel) => {
    const until = retiringUntil === undefined ? {} : { retiringUntil };
    const family = findModel(model)?.family;
    const target = mantleIdOf(model);
    if (family !== undefined && target !== undefined) return { model, family, target, through: "mantle", ...until };
    if (geography === undefined)
      throw new Error(
        `"${model}" is not known to be on Bedrock Mantle; name another model, or a geography for Bedrock`,
      );
    const placed = placeModel(model, { ...place, geography }, profiles, retiringUntil);
    return { model, family: placed.family, target: placed.systemId, through: "bedrock", ...until, placed };
  });

/** The projects of the account, narrowed to the declared models: which project a client calls is not its settings' to say. */
const onMantle = ({ partition, region, account }: AwsPlace, targets: readonly string[]): PolicyStatement => ({
  Sid: "CallDeclaredModelsOnMantle",
  Effect: "Allow",
  Action: Object.values(MANTLE_PERMISSIONS).map(({ action }) => action),
  Resource: [`arn:${partition}:bedrock-mantle:${region}:${account}:project/*`],
  Condition: { StringEquals: { [MANTLE_MODEL_KEY]: targets } },
});

/**
 * Lets one team use declared Claude models on Bedrock Mantle, and on Amazon Bedrock what is not there: an identity for its
 * people, each pipeline and each workload, exactly the grants these need, and the client settings that fit.
 */
export class MantleAccess extends Construct {
  /** By identity: `people`, `ci/NAME`, `workload/NAME`; sorted. */
  readonly documents: AccessDocuments<MantleFacts>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MantleAccessProps,
  ) {
    super(scope, id);
    const identities = new AwsIdentities(this, { ...props, purpose: "Claude Code on Bedrock Mantle" });
    const { clients = {} } = props;
    const models = placeAll(props, identities.place);
    const geography = models.some(({ through }) => through === "bedrock") ? props.geography : undefined;
    const given = [...identities.give({ known: this.grantOf(identities.place, models) })];
    this.documents = Object.fromEntries(
      given.map(([identity, one]) => {
        const facts: MantleFacts = {
          route: "mantle",
          ...awsFacts(props, identities.place, identity, one),
          ...(geography === undefined ? {} : { geography }),
          models: models.map(({ placed, ...model }) => model),
          ...(clients.deliver === undefined ? {} : { deliver: clients.deliver }),
        };
        return [identity, { facts, settings: mantleSettings(facts, clients) }];
      }),
    );
  }

  private grantOf(place: AwsPlace, models: ReturnType<typeof placeAll>): PolicyDocument {
    const { geography } = this.props;
    const targets = models.flatMap(({ through, target }) => (through === "mantle" ? [target] : []));
    const placed = models.flatMap((model) => model.placed ?? []);
    const beside =
      geography === undefined || placed.length === 0
        ? []
        : accessDocuments({ ...place, geography }, placed, undefined, undefined).known.Statement;
    return policyDocument(...(targets.length === 0 ? [] : [onMantle(place, targets)]), ...beside);
  }
}
