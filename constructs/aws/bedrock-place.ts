import type { Geography } from "../../catalog/bedrock-profiles";

/** Where Claude is reached on Bedrock. All of it is declared, so that every ARN is known before a plan. */
export interface BedrockPlace {
  readonly partition: string;
  /** Twelve digits. */
  readonly account: string;
  /** Region whose endpoint the client calls. */
  readonly region: string;
  /** Which inference profiles are used; nothing wider is granted. */
  readonly geography: Geography;
}

/** Id that the client sends for a model in a geography: `eu.anthropic.claude-sonnet-5`, or the model's own in its region. */
export const systemIdOf = (geography: Geography, bedrockId: string): string =>
  geography === "in-region" ? bedrockId : `${geography}.${bedrockId}`;

/** ARN of the system-defined inference profile. */
export const profileArnOf = (place: BedrockPlace, bedrockId: string): string =>
  `arn:${place.partition}:bedrock:${place.region}:${place.account}:inference-profile/${systemIdOf(place.geography, bedrockId)}`;

/** ARN of a foundation model in a region; the empty region stands for the global routes. */
export const modelArnOf = (place: BedrockPlace, region: string, bedrockId: string): string =>
  `arn:${place.partition}:bedrock:${region}::foundation-model/${bedrockId}`;
