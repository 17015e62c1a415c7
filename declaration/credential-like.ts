/** Shapes of credentials by which services mark their own. */
const SHAPES: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: "an Anthropic key", pattern: /sk-ant-[A-Za-z0-9_-]{8,}/ },
  { kind: "an AWS access key", pattern: /\b(AKIA|ASIA|ABSK)[A-Z0-9a-z+/=]{16,}/ },
  { kind: "a GitHub token", pattern: /\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})/ },
  { kind: "a GitLab token", pattern: /\bgl(pat|ptt|dt|rt)-[A-Za-z0-9_-]{16,}/ },
  { kind: "a Google API key", pattern: /\bAIza[A-Za-z0-9_-]{30,}/ },
  { kind: "a Slack token", pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}/ },
  { kind: "a private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { kind: "a JSON Web Token", pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./ },
];

const LONG = 32;
const RANDOM_BITS = 4.2;

const bitsPerCharacter = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
};

/** A run without separators, with letters of both cases and digits, that looks drawn by chance. */
const looksRandom = (text: string): boolean =>
  (text.match(/[A-Za-z0-9+/=_]{32,}/g) ?? []).some(
    (run) =>
      run.length >= LONG &&
      /[a-z]/.test(run) &&
      /[A-Z]/.test(run) &&
      /\d/.test(run) &&
      bitsPerCharacter(run) > RANDOM_BITS,
  );

/** What kind of credential a text looks like; undefined for anything else. The text itself must not be repeated. */
export const credentialLike = (text: string): string | undefined =>
  SHAPES.find(({ pattern }) => pattern.test(text))?.kind ?? (looksRandom(text) ? "a random secret" : undefined);
