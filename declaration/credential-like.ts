/** Shapes of credentials by which services mark their own. */
const SHAPES: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: "an Anthropic key", pattern: /sk-ant-[A-Za-z0-9_-]{8,}/g },
  { kind: "an AWS access key", pattern: /\b(AKIA|ASIA|ABSK)[A-Z0-9a-z+/=]{16,}/g },
  { kind: "a GitHub token", pattern: /\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})/g },
  { kind: "a GitLab token", pattern: /\bgl(pat|ptt|dt|rt)-[A-Za-z0-9_-]{16,}/g },
  { kind: "a Google API key", pattern: /\bAIza[A-Za-z0-9_-]{30,}/g },
  { kind: "a Slack token", pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}/g },
  { kind: "a private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*/g },
  { kind: "a password in an address", pattern: /:\/\/[^\s/:@]{1,256}:[^\s/@]{1,256}@/g },
  { kind: "a JSON Web Token", pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*/g },
];

/** Bounded above, so that a text of any length is looked at in pieces. */
const RUNS = /[A-Za-z0-9+/=_-]{32,512}/g;
const RANDOM_BITS = 4.2;
const RANDOM_MIX = 0.33;

const bitsPerCharacter = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
};

const kindOf = (character: string): string =>
  /[a-z]/.test(character) ? "lower" : /[A-Z]/.test(character) ? "upper" : "digit";

/** How often neighbours inside of words are of another kind: about 0.6 in base64, up to 0.3 in words, however joined. */
const mix = (text: string): number => {
  let pairs = 0;
  let changes = 0;
  for (const word of text.split(/[+/=_-]+/)) {
    for (let index = 1; index < word.length; index += 1) {
      pairs += 1;
      if (kindOf(word.charAt(index)) !== kindOf(word.charAt(index - 1))) changes += 1;
    }
  }
  return pairs === 0 ? 0 : changes / pairs;
};

/** An id of Azure's, in a resource's path: it names, and opens nothing. */
const GUID = /(?<![A-Za-z0-9])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![A-Za-z0-9])/gi;

const isMixed = (run: string): boolean =>
  /[a-z]/.test(run) &&
  /[A-Z]/.test(run) &&
  /\d/.test(run) &&
  bitsPerCharacter(run) > RANDOM_BITS &&
  mix(run) > RANDOM_MIX;

/** A run with letters of both cases and digits that looks drawn by chance, also without the ids in it. */
const looksRandom = (run: string): boolean => isMixed(run) && (run.replace(GUID, " ").match(RUNS) ?? []).some(isMixed);

/** What kind of credential a text looks like; undefined for anything else. The text itself must not be repeated. */
export const credentialLike = (text: string): string | undefined =>
  SHAPES.find(({ pattern }) => text.search(pattern) !== -1)?.kind ??
  ((text.match(RUNS) ?? []).some(looksRandom) ? "a random secret" : undefined);

/** A text in which nothing that looks like a credential is left. */
export const withoutCredentials = (text: string): string =>
  SHAPES.reduce((rest, { pattern }) => rest.replace(pattern, "(not shown)"), text).replace(RUNS, (run) =>
    looksRandom(run) ? "(not shown)" : run,
  );
