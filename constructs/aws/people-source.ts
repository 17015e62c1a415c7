import type { AwsSignIn } from "../../settings/facts";
import type { IdentityCenter } from "./identity-center";
import type { PolicyDocument } from "./policy-document";
import { samlTrust } from "./trust/saml-trust";
import { webIdentityTrust } from "./trust/web-identity-trust";

/** What obtains credentials on a laptop: a `credential_process`, or a command that refreshes them. */
export type Laptop = { readonly credentialProcess: string } | { readonly awsAuthRefresh: string };

/** Whom a federated sign-in lets in: the group that a session tag carries, or subjects by name. */
interface Federated {
  /** Value of the session tag `groupTag`. */
  readonly group?: string;
  readonly subjects?: readonly string[];
  /** Name of the session tag that stands for the group. */
  readonly groupTag?: string;
  readonly laptop: Laptop;
}

/** Where a team's people come from. */
export type PeopleSource = { readonly sessionMinutes?: number } & (
  | {
      readonly identityCenter: {
        readonly center: IdentityCenter;
        readonly startUrl: string;
        /** Region of the Identity Center. */
        readonly ssoRegion: string;
      };
      readonly group: { readonly id: string } | { readonly displayName: string };
    }
  | { readonly oidc: Federated & { readonly issuer: string; readonly audience: string } }
  | { readonly saml: Federated & { readonly provider: string } }
);

const tagsOf = ({ group, groupTag }: Federated): Record<string, string> =>
  group === undefined || groupTag === undefined ? {} : { [groupTag]: group };

/** Who may assume the role of federated people. */
export const peopleTrust = (
  at: { partition: string; account: string },
  people: Exclude<PeopleSource, { identityCenter: unknown }>,
): PolicyDocument => {
  if ("saml" in people) {
    const { provider, subjects } = people.saml;
    return samlTrust({
      ...at,
      provider,
      subjects,
      requestTags: tagsOf(people.saml),
      mayTag: people.saml.groupTag !== undefined,
    });
  }
  const { issuer, audience, subjects } = people.oidc;
  const requestTags = tagsOf(people.oidc);
  const mayTag = people.oidc.groupTag !== undefined;
  return webIdentityTrust({ ...at, issuer, audience, subjects, requestTags, mayTag, sid: "AssumeFromCompanySignIn" });
};

/** How people get their credentials. */
export const peopleSignIn = (people: PeopleSource, permissionSet: string): AwsSignIn => {
  if ("identityCenter" in people) {
    const { startUrl, ssoRegion } = people.identityCenter;
    return { kind: "identityCenter", startUrl, ssoRegion, permissionSetName: permissionSet };
  }
  const { laptop } = "oidc" in people ? people.oidc : people.saml;
  return "credentialProcess" in laptop
    ? { kind: "credentialProcess", command: laptop.credentialProcess }
    : { kind: "authRefresh", command: laptop.awsAuthRefresh };
};
