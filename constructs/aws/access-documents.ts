import {
  type ApplicationProfile,
  applicationProfileStatements,
  commonStatements,
  systemProfileStatements,
} from "./bedrock-grant";
import type { PlacedModel } from "./bedrock-models";
import type { BedrockPlace } from "./bedrock-place";
import type { GrantDocuments } from "./grant-documents";
import { policyDocument } from "./policy-document";
import type { ProfileLookup } from "./profile-lookup";

/**
 * The documents of a team at one place. What refers to a new application profile, or to destinations that only AWS
 * knows, stands in a document of its own; all else is readable before any apply.
 */
export const accessDocuments = (
  place: BedrockPlace,
  models: readonly PlacedModel[],
  profiles: readonly ApplicationProfile[] | undefined,
  lookup: ProfileLookup | undefined,
): GrantDocuments => {
  const lookedUp: string[] = [];
  const resolve =
    lookup === undefined
      ? undefined
      : (model: PlacedModel) => {
          const token = lookup.modelArnsOf(model);
          lookedUp.push(token);
          return token;
        };
  const common = commonStatements(place, models);
  if (profiles !== undefined) {
    return {
      known: policyDocument(...common),
      referring: policyDocument(...applicationProfileStatements(place, profiles, resolve)),
      lookedUp,
    };
  }
  const settled = models.filter(({ modelArns }) => modelArns !== undefined || resolve === undefined);
  const open = models.filter((model) => !settled.includes(model));
  const known = settled.length > 0 ? systemProfileStatements(place, settled) : [];
  return {
    known: policyDocument(...known, ...common),
    ...(open.length > 0
      ? { referring: policyDocument(...systemProfileStatements(place, open, resolve)), lookedUp }
      : {}),
  };
};
