import { awsBehaviours } from "../behaviours/aws";
import type { BehaviourRules } from "../plugin/behaviour";
import type { ProviderSchema } from "../plugin/schema";
import { type Observed, observeType } from "./observe-type";
import type { RealProvider } from "./real-provider";
import { SAMPLES_AWS } from "./samples-aws";

/** A provider block that calls nobody: no credential is checked, no account is asked for. */
export const OFFLINE_AWS = {
  region: "eu-central-1",
  access_key: "rehearsal",
  secret_key: "rehearsal",
  skip_credentials_validation: true,
  skip_metadata_api_check: "true",
  skip_region_validation: true,
  skip_requesting_account_id: true,
};

/** Each sample with its provider, and with what the stand-in's cloud would choose for it. */
export const observedTypes = (schema: ProviderSchema, provider: RealProvider): readonly Observed[] => {
  const { caller, resources } = awsBehaviours();
  const who = caller({ ...OFFLINE_AWS, allowed_account_ids: ["111122223333"] });
  return Object.entries(SAMPLES_AWS).map(([type, sample]) => ({
    ...{ provider, type, sample, block: schema.resource_schemas[type]?.block ?? {} },
    computed: (planned) => ({ id: `rehearsal-${type}`, ...resources[type]?.computed?.(planned, who) }),
  }));
};

/** What the real AWS provider does beyond its schema, by resource type. It must be configured. */
export const observeProvider = async (
  schema: ProviderSchema,
  provider: RealProvider,
): Promise<Readonly<Record<string, BehaviourRules>>> => {
  const all: Record<string, BehaviourRules> = {};
  for (const observed of observedTypes(schema, provider)) all[observed.type] = await observeType(observed);
  return all;
};
