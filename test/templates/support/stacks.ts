/** A stack in which no rule finds anything; Terraform plans it without a provider to install. */
export const CLEAN = 'resource "terraform_data" "x" { input = "hello" }\n';

/** What a log, a shell, a page, YAML or JSON might take for its own. */
export const HOSTILE = [
  "::error::x",
  "::add-mask::y ##vso[task.setvariable variable=PATH]z ##[error]w",
  "$(touch pwned) `touch pwned` '; touch pwned; ' \\\" | & > pwned",
  "${{ secrets.X }} <!-- claude-access --> </details> @everyone *a: &b [c](https://evil.example)",
].join("\n");

const literal = (text: string): string => JSON.stringify(text).replace(/\$\{/g, "$$${").replace(/%\{/g, "%%{");

/** A stack that holds a credential, at an address made of hostile text. */
export const BROKEN = `resource "terraform_data" "x" {
  for_each = toset([${literal(HOSTILE)}])
  input    = { key = "sk-ant-api03-\${join("", [for i in range(9) : "aB3dEfGh1x"])}AA" }
}
`;
/** The credential in it, which may stand nowhere but in the plan. */
export const CREDENTIAL = `sk-ant-api03-${"aB3dEfGh1x".repeat(9)}AA`;

/** Name of a folder that a careless script would run. */
export const HOSTILE_FOLDER = "b $(touch pwned); touch pwned '";
