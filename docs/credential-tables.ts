import {
  CREDENTIAL_PAIRS,
  CREDENTIAL_SOURCES,
  type CredentialSource,
  LOGIN_POLICIES,
  type LoginPolicy,
  policyRefusal,
} from "../catalog/credential-sources";
import { markdownTable } from "./markdown-table";

const named = (source: CredentialSource | undefined): string =>
  source === undefined ? "-" : CREDENTIAL_SOURCES[source];

const pairs = (): string =>
  markdownTable(
    ["set together", "and", "`Authorization: Bearer`", "`x-api-key`", "source", "read"],
    CREDENTIAL_PAIRS.map(({ sources: [first, second], bearer, key, source, date }) => [
      named(first),
      named(second),
      named(bearer),
      named(key),
      source,
      date,
    ]),
  );

const policies = (): string => {
  const sources = Object.keys(CREDENTIAL_SOURCES) as CredentialSource[];
  return markdownTable(
    ["managed policy", "source", "the client's words"],
    (Object.keys(LOGIN_POLICIES) as LoginPolicy[]).flatMap((policy) =>
      sources.map((source) => [
        LOGIN_POLICIES[policy],
        named(source),
        policyRefusal(policy, source) ?? "lets it through",
      ]),
    ),
  );
};

/** Which source of a credential wins, and which a policy refuses, as Markdown. */
export const credentialTables = (): readonly string[] => [
  "# Which credential a client uses\n\nA document of this tool has one source. This is what the client makes of two, on Anthropic's host and at a gateway.\n",
  "## Two sources at once\n\nNo message tells of it. The two headers are chosen apart, so two sources can go out together.\n",
  pairs(),
  "## A sign-in policy and a source\n\nHonoured from managed settings only; a refusal ends the session with exit code 1. `forceLoginOrgUUID` asks Anthropic whose an OAuth token or a Claude login is, and refuses another organization's and one that cannot be checked; it does not ask about federation, profiles and Console logins.\n",
  policies(),
];
