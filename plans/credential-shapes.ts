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
  [
    "a key in a header",
    /\b(?:authorization|proxy-authorization|x-api-key|api-key)["']?\s*[:=]\s*["']?(?:(?:bearer|basic)\s+)?(?=[^\s"']*\d)[A-Za-z0-9._~+/=-]{16,}/i,
  ],
  ["a bearer token", /\bbearer\s+(?=[^\s"']*\d)[A-Za-z0-9._~+/=-]{16,}/i],
  ["a password in an address", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'<>]+:[^\s/:@"'<>]+@/],
];
const LIKELY =
  /A[KS]IA|ABSK|bedrock-api-key-|sk-ant-|-----BEGIN |gh[opsur]_|github_pat_|glpat-|xox[abeoprs]-|AIza|eyJ|:\/\/[^\s/@]+@|[Bb]earer\s|-[Kk]ey|uthorization/;
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

/** Material that looks random and is made to be shown: certificates, public keys. */
const PUBLIC =
  /-----BEGIN (?:CERTIFICATE|[A-Z ]*PUBLIC KEY)-----[^-]*-----END [A-Z ]+-----|\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+|sk-\S+@openssh\.com)\s+[A-Za-z0-9+/=]+/g;

const shapeIn = (text: string): string | undefined =>
  LIKELY.test(text) ? SHAPES.find(([, pattern]) => pattern.test(text))?.[0] : undefined;

const BASE64 = /^[A-Za-z0-9+/\s]{16,}={0,2}\s*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what is no text is told by them
const NO_TEXT = /[\u0000-\u0008\u000e-\u001f\ufffd]/;

/** The text that another one wraps in base64; undefined where it wraps none. */
const unwrapped = (text: string): string | undefined => {
  if (text.length > 1_000_000 || !BASE64.test(text)) return undefined;
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return decoded.length < 12 || NO_TEXT.test(decoded) ? undefined : decoded;
};

/** The word for a text that is a credential by its randomness alone. */
export const RANDOM_TEXT = "a long random text";
const MAX_WRAPS = 3;

/** What kind of credential a text holds, in words; `undefined` when it holds none that is known or likely. */
export const credentialIn = (text: string, wraps = 0): string | undefined => {
  if (text.length < 12) return undefined;
  const shape = shapeIn(text);
  if (shape !== undefined) return shape;
  const inner = wraps < MAX_WRAPS ? unwrapped(text) : undefined;
  if (inner !== undefined) return credentialIn(inner, wraps + 1);
  // What is public is taken out only where something was found, which is seldom.
  return holdsRandomRun(text) && holdsRandomRun(text.replace(GUID, " ").replace(PUBLIC, " ")) ? RANDOM_TEXT : undefined;
};
