import { ANTHROPIC_AUDIENCE } from "../../../catalog/exchanged-tokens";
import { IDENTITY_TOKEN_FILE } from "../../console-settings";
import type { ConsoleFacts, ExchangeSignIn } from "../../facts";
import { markdownBlock, markdownCode, markdownText } from "../../quote/markdown-text";
import { yamlText } from "../../quote/yaml-text";

const FILE = markdownCode(IDENTITY_TOKEN_FILE);

const github = (audience: string): string[] => [
  "The job fetches its own token. It must run as declared: in that repository, environment, branch or tag.",
  markdownBlock(
    "yaml",
    [
      "permissions:",
      "  id-token: write",
      "  contents: read",
      "steps:",
      "  - env:",
      `      AUDIENCE: ${yamlText(audience)}`,
      "    run: >-",
      `      curl --silent --show-error --fail --get --data-urlencode "audience=$AUDIENCE"`,
      `      --header "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL"`,
      `      | jq --raw-output .value > ${IDENTITY_TOKEN_FILE}`,
    ].join("\n"),
  ),
];

const gitlab = (audience: string): string[] => [
  "The job writes its own token. It must run as declared: in that project, branch or tag.",
  markdownBlock(
    "yaml",
    [
      "job:",
      "  id_tokens:",
      "    CLAUDE_TOKEN:",
      `      aud: ${yamlText(audience)}`,
      "  script:",
      `    - ${yamlText(`printf %s "$CLAUDE_TOKEN" > ${IDENTITY_TOKEN_FILE}`)}`,
    ].join("\n"),
  ),
];

const kubernetes = (audience: string): string[] => [
  "Run the pod under the declared service account, with a projected token:",
  markdownBlock(
    "yaml",
    [
      "volumes:",
      "  - name: claude-token",
      "    projected:",
      "      sources:",
      "        - serviceAccountToken:",
      `            audience: ${yamlText(audience)}`,
      "            expirationSeconds: 3600",
      `            path: ${IDENTITY_TOKEN_FILE}`,
    ].join("\n"),
  ),
  `Mount it, and set ${markdownCode("ANTHROPIC_IDENTITY_TOKEN_FILE")} to its path, where that is not the folder that the client runs in.`,
];

const other = ({ issuer }: ExchangeSignIn, audience: string): string[] => [
  `Whatever runs writes its token of ${markdownCode(issuer)}, made for the audience ${markdownCode(audience)}, into ${FILE} in the folder that the client runs in.`,
];

const stepsOf = (signIn: ExchangeSignIn, audience: string): string[] => {
  if (signIn.source === "GitHub Actions") return github(audience);
  if (signIn.source === "GitLab CI") return gitlab(audience);
  return signIn.source === "Kubernetes" ? kubernetes(audience) : other(signIn, audience);
};

const open = ({ claims, issuer, ruleId }: ExchangeSignIn): string[] => {
  if (ruleId !== undefined) return [];
  const pins = Object.entries(claims).map(([name, value]) => `${markdownText(name)} ${markdownCode(value)}`);
  return [
    `**Not made yet:** a person makes the federation rule, for tokens of ${markdownCode(issuer)} with ${pins.join(", ")}, and writes its id into the declaration. Until then no client is let in.`,
  ];
};

/** How a pipeline or workload exchanges its token with Anthropic, as paragraphs of Markdown. */
export const exchangeSteps = ({ anthropicOrganization }: ConsoleFacts, signIn: ExchangeSignIn): readonly string[] => {
  const { aud = ANTHROPIC_AUDIENCE.audience } = signIn.claims;
  return [
    ...open(signIn),
    ...stepsOf(signIn, aud),
    `The client exchanges it for a short-lived one of the organization ${markdownCode(anthropicOrganization)}. Where the settings are not managed, an ${markdownCode("ANTHROPIC_API_KEY")} in the environment would come first: unset it.`,
    // an issuer's `check_jti` is on by default: https://platform.claude.com/docs/en/manage-claude/wif-reference, 2026-11-23
    `Anthropic takes a token that has an id (${markdownCode("jti")}) once: whatever starts the client a second time needs a new one before, or is refused with 401.`,
    `Federation is taken from the environment, from a user's settings, or from the profile file ${markdownCode("anthropic-profile.json")} beside this page, as ${markdownCode("~/.config/anthropic/configs/default.json")}; from managed settings and a project's it is not, so the managed ones leave it out.`,
  ];
};
