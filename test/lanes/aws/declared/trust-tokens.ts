import { type Claims, TOKEN_ROLES, type TokenRole } from "./token-roles";

/** A token that is put to a role, and the one right answer. */
export interface TrustToken {
  readonly role: TokenRole;
  /** What is special about it: one of a few dozen words. */
  readonly what: string;
  readonly claims: Claims;
  readonly comesIn: boolean;
  /** Differs from a right token in something that ministack does not look at. */
  readonly beyondMinistack: boolean;
}

type Variants = Readonly<Record<string, string>>;

/** Replacements in a text; those that change nothing are left out. */
const changed = (text: string, changes: Readonly<Record<string, readonly [string | RegExp, string]>>): Variants =>
  Object.fromEntries(
    Object.entries(changes)
      .map(([what, [from, to]]): [string, string] => [what, text.replace(from, to)])
      .filter(([, other]) => other !== text),
  );

/** Texts that a careless comparison takes for the right one. */
const lookAlikes = (text: string): Variants => ({
  ...{ "one sign more at the start": `x${text}`, "one sign more at the end": `${text}x`, "a part more": `${text}:x` },
  ...{ "one sign less": text.slice(0, -1), "a blank at the end": `${text} `, "a blank at the start": ` ${text}` },
  ...{ "a line at the end": `${text}\n`, "another line before": `x\n${text}`, twice: `${text}${text}` },
  ...{ "an invisible sign": `${text.slice(0, 2)}\u200b${text.slice(2)}`, "a null sign": `${text}\u0000` },
  ...{ "a star for the end": `${text.slice(0, -1)}*`, "a star alone": "*", "a question mark": `${text.slice(0, -1)}?` },
  ...{ "a variable": `${text.slice(0, -1)}\${*}`, nothing: "" },
  ...changed(text, {
    "Cyrillic letters": [/[aeo]/, "\u0430"],
    "full-width letters": [/[a-z]/, "\uff41"],
    "capital letters": [/^.*$/s, text.toUpperCase()],
    "one capital letter": [/[a-z](?=[^a-z]*$)/, (text.match(/[a-z](?=[^a-z]*$)/)?.[0] ?? "").toUpperCase()],
    "escaped slashes": [/\//g, "%2F"],
    "escaped colons": [/:/g, "%3A"],
    "a path upwards": ["/", "/x/../"],
  }),
});

const GITHUB_CHANGES: Readonly<Record<string, readonly [string | RegExp, string]>> = {
  "another repository": [/(repo:\w+(@\d+)?\/)\w+/, "$1website"],
  "a longer repository": [/(repo:\w+(@\d+)?\/\w+)/, "$1-2"],
  "a fork by another owner": [/repo:acme(@\d+)?/, "repo:evil$1"],
  "a fork with its own ids": [/repo:acme@\d+\/(\w+)@\d+/, "repo:evil@666/$1@777"],
  "an owner's name taken over": [/@9919/, "@6660"],
  "a longer owner id": [/@9919/, "@99190"],
  "a repository of the same name made anew": [/(\/\w+)@\d+/, "$1@99999999"],
  "a longer repository id": [/(\/\w+@\d+)/, "$10"],
  "a subject by name only": [/@\d+/g, ""],
  "an immutable subject": [/repo:(\w+)\/(\w+):/, "repo:$1@9919/$2@71234567:"],
  "a pull request": [/(:environment:.*|:ref:.*)$/, ":pull_request"],
  "a merge of a pull request": [/(:environment:.*|:ref:.*)$/, ":ref:refs/pull/7/merge"],
  "no context": [/(:environment:.*|:ref:.*)$/, ""],
  "another branch": [/refs\/heads\/main/, "refs/heads/feature"],
  "a longer branch": [/(refs\/heads\/main)(?=:|$)/, "$1-2"],
  "a branch below": [/(refs\/heads\/main)(?=:|$)/, "$1/x"],
  "a tag of the branch's name": [/refs\/heads\/main/, "refs/tags/main"],
  "a branch of the tag's name": [/refs\/tags\/v1/, "refs/heads/v1"],
  "another tag": [/refs\/tags\/v1/, "refs/tags/v10"],
  "another environment": [/environment:(production|live|eu%3Alive)/, "environment:staging"],
  "a longer environment": [/(environment:(production|live|eu%3Alive))/, "$1-2"],
  "an environment with a colon": [/(environment:)(production|live)/, "$1x%3A$2"],
  "an unescaped colon": [/%3A/, ":"],
  "a branch instead of the environment": [/:environment:(production|live|eu%3Alive)/, ":ref:refs/heads/main"],
  "an environment instead of the branch": [/:ref:refs\/(heads|tags)\/\w+/, ":environment:production"],
  "another id": [/repository_id:555/, "repository_id:556"],
  "the default subject": [/repository_id:555/, "repo:acme/platform"],
  "another workflow": [/workflows\/release\.yml/, "workflows/test.yml"],
  "another repository's workflow": [/job_workflow_ref:acme\/workflows/, "job_workflow_ref:evil/workflows"],
  "another version of the workflow": [/(release\.yml@).*$/, "$1refs/heads/feature"],
  "no workflow": [/:job_workflow_ref:.*$/, ""],
};

const OTHER_CHANGES: typeof GITHUB_CHANGES = {
  "another project": [/acme\/apps\/research/, "acme/apps/website"],
  "a longer project": [/acme\/apps\/research/, "acme/apps/research-2"],
  "a project below": [/acme\/apps\/research/, "acme/apps/research/x"],
  "a fork by another group": [/acme\/apps\/research/, "evil/apps/research"],
  "another branch": [/ref_type:branch:ref:main/, "ref_type:branch:ref:feature"],
  "another tag": [/ref_type:tag:ref:stable/, "ref_type:tag:ref:unstable"],
  "a tag of the branch's name": [/ref_type:branch/, "ref_type:tag"],
  "a branch of the tag's name": [/ref_type:tag/, "ref_type:branch"],
  "a branch that says more": [/ref:main$/, "ref:main:ref_type:branch:ref:main"],
  "another namespace": [/serviceaccount:apps/, "serviceaccount:default"],
  "another service account": [/:claude$/, ":default"],
  "namespace and account swapped": [/apps:claude/, "claude:apps"],
  "another pipeline": [/pipeline:release/, "pipeline:test"],
  "a pull request": [/pipeline:release/, "pipeline:pull_request"],
};

const issuersLike = (issuer: string): Variants => ({
  ...{ "a longer issuer": `${issuer}.evil.example`, "an issuer with a path more": `${issuer}/evil` },
  ...{
    "an issuer before": issuer.replace("https://", "https://evil-"),
    "an issuer as a user": issuer.replace("https://", "https://x@"),
  },
  ...{
    "an issuer in capitals": issuer.toUpperCase().replace("HTTPS", "https"),
    "an issuer with a slash": `${issuer}/`,
  },
  "an issuer with a port": issuer.replace(/^(https:\/\/[^/]+)/, "$1:443"),
  "another issuer":
    issuer === "https://gitlab.com" ? "https://token.actions.githubusercontent.com" : "https://gitlab.com",
});

/** What differs from a right token in one claim; the value undefined takes the claim away. */
const wrongClaims = (role: TokenRole, right: Claims): readonly (readonly [what: string, claims: Claims])[] => {
  const instead = (claim: string, variants: Variants) =>
    Object.entries(variants).map(([what, value]) => [`${claim}: ${what}`, { ...right, [claim]: value }] as const);
  const audience = role.audience;
  const otherAudience = audience === "sts.amazonaws.com" ? "https://github.com/acme" : "sts.amazonaws.com";
  const subject = String(right.sub);
  const subjects = {
    ...lookAlikes(subject),
    ...changed(subject, role.kind === "github" ? GITHUB_CHANGES : OTHER_CHANGES),
  };
  const missing = role.subjects === undefined ? ["iss", "aud"] : ["iss", "aud", "sub"];
  return [
    ...missing.map((claim) => [`${claim}: missing`, { ...right, [claim]: undefined }] as const),
    ...instead("iss", issuersLike(role.issuer)),
    ...instead("aud", { "another audience": otherAudience, ...lookAlikes(audience) }),
    ...(role.subjects === undefined ? [] : instead("sub", subjects)),
  ];
};

const TAGS = "https://aws.amazon.com/tags";
const tagged = (team: unknown) => ({ [TAGS]: { principal_tags: { team } } });

const rightTokens = ({ issuer: iss, audience: aud, subjects, group }: TokenRole): readonly Claims[] =>
  subjects?.map((sub) => ({ iss, aud, sub })) ?? [{ iss, aud, sub: "ada", ...tagged([group]) }];

/** Tokens with tags for the role of a group, and for one that knows none. */
const tagTokens = (role: TokenRole): readonly TrustToken[] => {
  const [right = {}] = rightTokens(role);
  const put = (what: string, claims: Claims, comesIn = false) => ({
    ...{ role, what: `tags: ${what}`, claims: { ...right, ...claims }, comesIn, beyondMinistack: true },
  });
  // A sign-in that is declared to send tags may send them for people who are let in by name, too.
  if (role.group === undefined)
    return [put("a tag that nobody asked for", tagged(["research"]), role.kind === "people")];
  const { group } = role;
  return [
    put("as one text", tagged(group), true),
    put("somebody else of the group", { sub: "grace" }, true),
    put("no tags", { [TAGS]: undefined }),
    put("several groups", tagged([group, "finance"])),
    ...Object.entries({ "another group": "finance", ...lookAlikes(group) }).map(([what, team]) =>
      put(what, tagged([team])),
    ),
    put("the group under another tag", { [TAGS]: { principal_tags: { group: [group] } } }),
  ];
};

/** Who is let in by name comes in, whatever group the token says besides: both roles trust the same sign-in. */
const isNamed = (role: TokenRole, other: TokenRole, { sub }: Claims): boolean =>
  "subjects" in role &&
  role.issuer === other.issuer &&
  role.audience === other.audience &&
  (role.subjects as readonly string[]).includes(String(sub));

/** ministack takes a slash off an issuer's end, and looks at no scheme, authorised party or tag. */
const isBeyondMinistack = (role: TokenRole, { iss, azp, [TAGS]: tags }: Claims): boolean =>
  [role.issuer, String(iss)].some((issuer) => issuer.endsWith("/") || issuer.startsWith("http:")) ||
  role.group !== undefined ||
  [azp, tags].some((claim) => claim !== undefined);

const SESSION = { iat: 1_790_000_000, exp: 1_790_000_600, jti: "0f8fad5b" };

const tokensFor = (role: TokenRole): readonly TrustToken[] => {
  const put = (what: string, claims: Claims, comesIn: boolean): TrustToken => ({
    ...{ role, what, claims, comesIn, beyondMinistack: isBeyondMinistack(role, claims) },
  });
  const rights = rightTokens(role);
  const foreign = TOKEN_ROLES.filter((other) => other !== role).flatMap((other) =>
    rightTokens(other).map((claims, index) =>
      put(`the token of ${other.identity} (${index + 1})`, claims, isNamed(role, other, claims)),
    ),
  );
  const [right = {}] = rights;
  return [
    ...rights.flatMap((claims) => [
      put("right", claims, true),
      put("right, with its times", { ...claims, ...SESSION }, true),
    ]),
    ...wrongClaims(role, right).map(([what, claims]) => put(what, claims, false)),
    ...foreign,
    put("azp: another party", { ...right, azp: "another-client" }, false),
    put("iss: without TLS", { ...right, iss: role.issuer.replace("https:", "http:") }, false),
    ...tagTokens(role),
  ];
};

/** Every token that is put to every role, once; what comes in follows from the table of roles alone. */
export const trustTokens = (): readonly TrustToken[] => {
  const tokens = new Map<string, TrustToken>();
  for (const token of TOKEN_ROLES.flatMap(tokensFor)) {
    const key = `${token.role.identity} ${JSON.stringify(token.claims)}`;
    const same = tokens.get(key);
    if (same !== undefined && same.comesIn !== token.comesIn)
      throw new Error(`"${same.what}" is "${token.what}": ${key}`);
    if (same === undefined) tokens.set(key, token);
  }
  return [...tokens.values()];
};
