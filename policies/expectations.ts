import type { FindingPlace } from "./finding";

/** A model that an identity was declared to have. */
export interface ExpectedModel {
  /** Catalog id, `claude-sonnet-5`. */
  readonly model: string;
  /** Last day of a model that is retiring, `YYYY-MM-DD`. @default it is pinned */
  readonly retiringUntil?: string;
  /** Path in the declaration, `models.everyday.sonnet`. */
  readonly path: string;
}

/** An identity that was declared for a stack. */
export interface ExpectedIdentity {
  readonly team: string;
  /** `people`, `ci/NAME` or `workload/NAME`. */
  readonly identity: string;
  /** Path in the declaration, `teams.payments.ci.deploy`. */
  readonly path: string;
  readonly models: readonly ExpectedModel[];
}

/** Account and region that a provider configuration was declared for. */
export interface ExpectedPlace {
  readonly account?: string;
  readonly region?: string;
}

/** What the declaration says of one stack. */
export interface ExpectedStack {
  /** Path in the declaration, `providers.aws-eu`. */
  readonly path: string;
  /** Whether it is a provider entry's own stack, which gives out settings; else it holds what several share. */
  readonly isEntry: boolean;
  /** By address of the provider configuration, `provider.aws`. */
  readonly places: Readonly<Record<string, ExpectedPlace>>;
  /** ARN of the boundary that every identity of the stack must carry. @default none was declared */
  readonly permissionsBoundary?: string;
  readonly identities: readonly ExpectedIdentity[];
  /** Whether it was declared that client settings alone restrict models, which the declaration's own check asks about. @default false */
  readonly modelsBySettings?: boolean;
  /** In whose name Anthropic's terms were declared accepted. @default not declared: nothing may accept them */
  readonly anthropicTerms?: ExpectedTerms;
}

/** Whose signature a deployment of a Claude model on Azure is. */
export interface ExpectedTerms {
  readonly organizationName: string;
  /** Two capitals. */
  readonly countryCode: string;
  readonly industry: string;
}

/** What a declaration says, as plain data: stacks are judged against it, never against what builds them. */
export interface Expectations {
  readonly stacks: ReadonlyMap<string, ExpectedStack>;
  /** Declared issuers of GitHub Enterprise, with their scheme. */
  readonly githubIssuers: readonly string[];
  /** Repositories on GitHub that are pinned by name, about which the declaration's own check asks: `acme/payments`. @default none */
  readonly githubByName?: readonly string[];
  /** Where each path was written. */
  readonly places: ReadonlyMap<string, FindingPlace>;
}
