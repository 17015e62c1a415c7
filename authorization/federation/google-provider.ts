import type { Text } from "../google/text";

/** A provider of a workload identity pool or a workforce pool: whose tokens are trusted, and what becomes of their claims. */
export interface GoogleProvider {
  /**
   * `projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/ID` or
   * `locations/global/workforcePools/POOL/providers/ID`.
   */
  readonly name: string;
  /** What vouches: exactly one. */
  readonly trusts:
    | {
        readonly kind: "oidc";
        readonly issuer: Text;
        /** A workforce pool's client id stands alone here. @default the provider's own name, with or without `https:` */
        readonly audiences?: readonly Text[];
      }
    | {
        readonly kind: "saml";
        /** Entity id of the identity provider. */
        readonly entityId: Text;
      };
  /** CEL by attribute: `{"google.subject": "assertion.sub"}`. */
  readonly attributeMapping: Readonly<Record<string, Text>>;
  /** CEL over `assertion`, `google` and `attribute`. @default everybody whom the issuer vouches for */
  readonly attributeCondition?: Text;
  /** @default false */
  readonly isDisabled?: boolean;
}

/** What somebody brings, its signature left aside. */
export type Credential =
  | { readonly kind: "oidc"; readonly claims: Readonly<Record<string, unknown>> }
  | {
      readonly kind: "saml";
      /** Entity id that issued the assertion. */
      readonly issuer: string;
      /** NameID. */
      readonly subject: string;
      readonly attributes: Readonly<Record<string, readonly string[]>>;
    };

/** Pool of a provider. */
export const poolOf = (provider: string): string => provider.replace(/\/providers\/[^/]+$/, "");
