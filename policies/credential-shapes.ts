/** Shapes of credentials that are known by their beginning or form, with the word that a finding says. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ["an AWS access key id", /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ["a Bedrock API key", /\bABSK[A-Za-z0-9+/=]{16,}|\bbedrock-api-key-[A-Za-z0-9+/=_-]{16,}/],
  ["an Anthropic key", /\bsk-ant-[A-Za-z0-9_-]{8,}/],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a GitHub token", /\bgh[opsur]_[A-Za-z0-9]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}/],
  ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{16,}/],
  ["a Slack token", /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ["a Google API key", /\bAIza[A-Za-z0-9_-]{35}/],
  ["a token (JWT)", /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/],
  ["a password in an address", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'<>]+:[^\s/:@"'<>]+@/],
];
const LIKELY =
  /A[KS]IA|ABSK|bedrock-api-key-|sk-ant-|-----BEGIN |gh[opsur]_|github_pat_|glpat-|xox[abeoprs]-|AIza|eyJ|:\/\/[^\s/@]+@/;
const MIN_LENGTH = 32;
/** Bits a character. Random base64 of 32 characters has about 4.6, words and paths below 4.1. */
const MIN_ENTROPY = 4.1;
/** Share of neighbours of different kinds (upper, lower, digit). Random base64 has about 0.6, `CamelCase/paths` about 0.3. */
const MIN_CHANGES = 0.4;

const entropyOf = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
};

const kindOf = (character: string): string => {
  if (/[A-Z]/.test(character)) return "upper";
  if (/[a-z]/.test(character)) return "lower";
  return /[0-9]/.test(character) ? "digit" : "other";
};

const looksRandom = (run: string): boolean => {
  if (!/[A-Z]/.test(run) || !/[a-z]/.test(run) || !/[0-9]/.test(run)) return false;
  let changes = 0;
  for (let at = 1; at < run.length; at++) if (kindOf(run.charAt(at)) !== kindOf(run.charAt(at - 1))) changes++;
  return changes / (run.length - 1) >= MIN_CHANGES && entropyOf(run) >= MIN_ENTROPY;
};

/** Upper, lower, digit, `+`, `/`, `_`, `-`: what base64 in its two alphabets is made of. */
const isBase64 = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 47 && code <= 57) ||
  code === 43 ||
  code === 45 ||
  code === 95;

/** Whether any run of base64 characters, long enough for a key, looks random. One pass. */
const holdsRandomRun = (text: string): boolean => {
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && isBase64(text.charCodeAt(at))) continue;
    if (at - start >= MIN_LENGTH && looksRandom(text.slice(start, at))) return true;
    start = at + 1;
  }
  return false;
};

/** An id of Azure's, in a resource's path: it names, and opens nothing. */
const GUID = /(?<![A-Za-z0-9])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![A-Za-z0-9])/gi;

/** What kind of credential a text holds, in words; `undefined` when it holds none that is known or likely. */
export const credentialIn = (text: string): string | undefined => {
  if (text.length < 12) return undefined;
  if (LIKELY.test(text)) {
    const shape = SHAPES.find(([, pattern]) => pattern.test(text));
    if (shape !== undefined) return shape[0];
  }
  // Ids are taken out only where something was found, which is seldom.
  return holdsRandomRun(text) && holdsRandomRun(text.replace(GUID, " ")) ? "a long random text" : undefined;
};
