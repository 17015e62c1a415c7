import { type CiSource, ciIssuer } from "../../catalog/pipeline/ci-source";
import type { OtherAccount } from "./trust/account-trust";

/** Audience that `aws-actions/configure-aws-credentials` asks for. */
export const AWS_AUDIENCE = "sts.amazonaws.com";

interface Session {
  /** Longest session, 60 to 720. @default the provider entry's, else 60 */
  readonly sessionMinutes?: number;
}

/** A workload: exactly one of the kinds. */
export type WorkloadSource = Session &
  (
    | { readonly eks: { readonly cluster: string; readonly namespace: string; readonly serviceAccount: string } }
    | { readonly irsa: { readonly issuer: string; readonly namespace: string; readonly serviceAccount: string } }
    | { readonly ecs: object }
    | { readonly ec2: object }
    | { readonly lambda: object }
    | { readonly existingRole: { readonly arn: string } }
    | { readonly account: OtherAccount }
  );

/** An issuer and an audience that an account's OIDC provider must accept. */
export interface IssuerUse {
  readonly issuer: string;
  readonly audience: string;
}

/** What a pipeline's token says of its issuer and audience. */
export const issuerOfCi = (source: CiSource): IssuerUse => {
  const issuer = ciIssuer(source);
  if ("github" in source) return { issuer, audience: AWS_AUDIENCE };
  return { issuer, audience: "oidc" in source ? source.oidc.audience : (source.gitlab.audience ?? issuer) };
};

/** The same for a workload; undefined where no OIDC provider is involved. */
export const issuerOfWorkload = (source: WorkloadSource): IssuerUse | undefined =>
  "irsa" in source ? { issuer: source.irsa.issuer, audience: AWS_AUDIENCE } : undefined;
