import { distinctBy } from "./in-order";
/** Route on which a model is called, as far as a plan shows one. */
export type AccessRoute =
  | "bedrock"
  | "mantle"
  | "anthropic-aws"
  | "vertex"
  | "foundry"
  | "console"
  | "claude-ai"
  | "gateway";

/** Cloud that judges the calls. */
export type AccessCloud = "aws" | "google" | "azure" | "anthropic";

/** Something that an identity may call, found by asking the evaluators, never by reading a declaration. */
export interface ModelAccess {
  readonly route: AccessRoute;
  /** Catalog id, `claude-sonnet-5`; the provider's id where the catalog has none; `*` for models that no list ends. */
  readonly model: string;
  /** In words: `Claude Sonnet 5`, `every model of every vendor`. */
  readonly name: string;
  /** Where requests may be answered: `eu`, `global`, `eu-central-1`; `undefined` where the plan does not tell. */
  readonly geography: string | undefined;
  /** What is called: ARN of a profile or model, project, account, workspace. With the route, it is what makes two entries the same. */
  readonly through: string;
  /** `possible`: not shown to be allowed, and not shown to be refused. */
  readonly certainty: "sure" | "possible";
}

/** A way to become an identity: who signs in, or whose token is taken. */
export interface Entrance {
  /** Normal form: two that mean the same are equal. */
  readonly key: string;
  /** In words: `GitHub Actions: repo:acme@9919/payments@71234567:environment:production`. */
  readonly text: string;
}

/** Ways in, each once; sorted by key. */
export const sortedEntrances = (entrances: readonly Entrance[]): readonly Entrance[] =>
  distinctBy(entrances, ({ key }) => key);

/** One identity of a plan that may call models, or whom settings tell to. */
export interface AccessIdentity {
  /** Terraform address, or, for a principal that the plan does not make, the principal: what makes two sides the same identity. */
  readonly id: string;
  /** Address of the resource to which findings and provenance belong. */
  readonly address: string;
  readonly cloud: AccessCloud;
  /** In the provider's words: `role`, `permission set`, `service account`, `group`, `managed identity`. */
  readonly kind: string;
  /** What a reader knows it by. */
  readonly name: string;
  /** Documents of `client_settings` that lead to it, `payments people`; sorted. Empty for a hand-written identity. */
  readonly holders: readonly string[];
  /** Sorted by key. Empty where it is its own way in (a group, a user). */
  readonly entrances: readonly Entrance[];
  /** Sorted by `accessKey`. */
  readonly models: readonly ModelAccess[];
  /** Terraform addresses of documents, attachments and bindings that give it its models; sorted. */
  readonly grantedBy: readonly string[];
  /** Longest life of credentials that it gives, in seconds; `undefined` where the plan does not tell. */
  readonly sessionSeconds: number | undefined;
  /** What could not be read and may give more, in sentences. */
  readonly open: readonly string[];
}

/** What makes two entries of access the same. */
export const accessKey = ({ route, model, through }: Pick<ModelAccess, "route" | "model" | "through">): string =>
  `${route} ${model} ${through}`;
