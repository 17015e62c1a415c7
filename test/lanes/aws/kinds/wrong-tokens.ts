/** Claims of a token. */
export type Claims = Readonly<Record<string, string | readonly string[]>>;

const text = (claims: Claims, name: string): string => String(claims[name]);

/** Subjects that look like a right one, and are not. */
const subjectsLike = (sub: string): [string, string][] => {
  const look: [string, string][] = [
    ["longer subject", `${sub}x`],
    ["subject with something before", `x${sub}`],
    ["subject cut short", sub.slice(0, -1)],
    ["subject in capitals", sub.toUpperCase()],
    ["subject with a blank", `${sub} `],
    ["subject with a line end", `${sub}\n`],
    ["subject with more parts", `${sub}:extra`],
    ["look-alike letter", sub.replace("a", "\u0430")],
    ["wildcard", "*"],
    ["wildcard at the end", `${sub.slice(0, 8)}*`],
    ["another owner", sub.replace(/acme/g, "acme-evil")],
    ["another repository", sub.replace(/payments/g, "payments-evil")],
    ["owner as a suffix", sub.replace(/acme/g, "notacme")],
    ["name-only instead of immutable", sub.replace(/@\d+/g, "")],
    ["other ids", sub.replace(/@(\d+)/g, "@1$1")],
    ["pull request", "repo:acme/payments:pull_request"],
    ["pull request, immutable", "repo:acme@9919/payments@71234567:pull_request"],
    ["pull request of a fork", "repo:evil/payments:pull_request"],
    ["merge ref of a pull request", sub.replace(/refs\/heads\/main|environment:production/, "ref:refs/pull/1/merge")],
    ["another branch", sub.replace(/main/g, "dev")],
    ["another environment", sub.replace(/production/g, "staging")],
    ["another tag", sub.replace(/tags\/v1/g, "tags/v2")],
    ["branch instead of tag", sub.replace(/refs\/tags/g, "refs/heads")],
    ["another service account", sub.replace(/:claude$/, ":default")],
    ["another namespace", sub.replace(":payments:", ":kube-system:")],
    ["stranger who shapes the tail", `repo:evil/x:environment:${sub}`],
  ];
  const touched = Array.from({ length: 30 }, (_, index): [string, string] => {
    const at = Math.floor((index * sub.length) / 30);
    return [`character ${at} changed`, `${sub.slice(0, at)}~${sub.slice(at + 1)}`];
  });
  return [...look, ...touched].filter(([, subject]) => subject !== sub);
};

/** Tokens near a right one, none of which may come in, each with what is wrong about it. */
export const wrongTokens = (right: Claims): [string, Claims][] => {
  const { sub: _sub, ...noSubject } = right;
  const { aud: _aud, ...noAudience } = right;
  const audience = text(right, "aud");
  const issuer = text(right, "iss");
  return [
    ...subjectsLike(text(right, "sub")).map(([what, sub]): [string, Claims] => [what, { ...right, sub }]),
    ["no subject", noSubject],
    ["no audience", noAudience],
    ["empty subject", { ...right, sub: "" }],
    ["another audience", { ...right, aud: "payroll" }],
    ["longer audience", { ...right, aud: `${audience}.evil.example` }],
    ["audience in capitals", { ...right, aud: audience.toUpperCase() }],
    ["another issuer", { ...right, iss: "https://evil.example" }],
    ["issuer as a prefix", { ...right, iss: `${issuer}.evil.example` }],
    ["issuer with a path", { ...right, iss: `${issuer}/evil` }],
  ];
};
