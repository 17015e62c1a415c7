import { isGithubIssuer } from "../../../authorization/federation/github-issuer";

test.each([
  "https://token.actions.githubusercontent.com",
  "token.actions.githubusercontent.com",
  "https://token.actions.githubusercontent.com/acme",
  "https://token.actions.acme-corp.ghe.com",
  "https://github.acme.example/_services/token",
  "HTTPS://TOKEN.ACTIONS.GITHUBUSERCONTENT.COM",
])("%s issues tokens of GitHub Actions", (issuer) => {
  expect(isGithubIssuer(issuer)).toBe(true);
});

test.each([
  "https://gitlab.com",
  "https://token.actions.githubusercontent.com.evil.example",
  "https://token.actions.acme.evil.example/ghe.com",
  "https://token.actions.a.b.ghe.com",
  "https://github.acme.example/_services/token/more",
  "",
])("%j is not known to", (issuer) => {
  expect(isGithubIssuer(issuer)).toBe(false);
});
