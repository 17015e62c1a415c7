import type { AnthropicGoogleCloudFacts, GoogleSignIn, VertexFacts } from "../../facts";
import { loginConfigName, loginConfigPath, signInCommand } from "../../google-sign-in";
import { markdownBlock, markdownCode, markdownText } from "../../quote/markdown-text";
import { yamlText } from "../../quote/yaml-text";
import { githubJob } from "../github-job";
import { numberedSteps } from "../numbered-steps";
import { TOKEN_FILE } from "./federation-files";

type GoogleFacts = VertexFacts | AnthropicGoogleCloudFacts;
type Federation = Extract<GoogleSignIn, { kind: "federation" }>;

const people = (facts: GoogleFacts): string[] => {
  const config =
    facts.signIn.kind === "workforce"
      ? [
          [
            `Put ${markdownCode(loginConfigName(facts))}, which lies beside this page, to ${markdownCode(loginConfigPath(facts))}. It says where your company signs in, and holds no secret.`,
          ],
        ]
      : [];
  const quota =
    facts.quotaProject === undefined
      ? "No project is named for quota: requests carry none."
      : `Requests name the project ${markdownCode(facts.quotaProject)} for quota, which you may use for that.`;
  return numberedSteps(
    ["Install the gcloud CLI: https://cloud.google.com/sdk/docs/install"],
    ...config,
    [
      `Sign in: ${markdownCode(signInCommand(facts) ?? "")}. A browser opens; Claude Code runs the same command again when the session has ended. ${quota}`,
    ],
    [
      `Where ${markdownCode("GOOGLE_APPLICATION_CREDENTIALS")} is set in your shell, it comes first: unset it for Claude Code.`,
    ],
  );
};

const github = ({ signIn, serviceAccount, project }: GoogleFacts): string[] => [
  "The job exchanges its token. It must run as declared: in that repository, environment, branch or tag.",
  githubJob("google-github-actions/auth@v3", {
    project_id: project,
    workload_identity_provider: "audience" in signIn ? signIn.audience.replace("//iam.googleapis.com/", "") : "",
    service_account: serviceAccount,
  }),
];

const tokenAudience = ({ audience, tokenAudience: own = `https:${audience}` }: Federation): string => own;

const exported = ['export GOOGLE_APPLICATION_CREDENTIALS="$PWD/google-credentials.json"'];

const gitlab = (signIn: Federation): string[] => [
  `The job exchanges its token. It must run as declared: in that project, branch or tag. ${markdownCode("google-credentials.json")} lies beside this page; keep it in the repository, it holds no secret:`,
  markdownBlock(
    "yaml",
    [
      "job:",
      "  id_tokens:",
      "    CLAUDE_GOOGLE_TOKEN:",
      `      aud: ${yamlText(tokenAudience(signIn))}`,
      "  script:",
      ...[`printf %s "$CLAUDE_GOOGLE_TOKEN" > ${TOKEN_FILE}`, ...exported].map((line) => `    - ${yamlText(line)}`),
    ].join("\n"),
  ),
];

const oidc = (signIn: Federation): string[] => [
  `The job writes its token, made for the audience ${markdownCode(tokenAudience(signIn))}, into ${markdownCode(TOKEN_FILE)} in the folder that it runs in, and sets ${markdownCode("GOOGLE_APPLICATION_CREDENTIALS")} to the path of ${markdownCode("google-credentials.json")}, which lies beside this page and holds no secret.`,
];

const account = ({ serviceAccount = "" }: GoogleFacts): string => markdownCode(serviceAccount);

/** What to attach, by the source of the credentials as a construct names it. */
const AMBIENT: Readonly<Record<string, (facts: GoogleFacts) => string[]>> = {
  "GKE workload identity": () => [
    "Run the pod under the declared Kubernetes service account, in a cluster with Workload Identity Federation for GKE: it holds the grant itself, nothing is to be annotated.",
  ],
  "Cloud Run service account": (facts) => [
    `Deploy the service or job with ${markdownCode(`--service-account=${facts.serviceAccount}`)}; whoever deploys needs to act as it (roles/iam.serviceAccountUser on it).`,
  ],
  "Compute Engine service account": (facts) => [
    `Start the instance with the service account ${account(facts)} and the scope ${markdownCode("cloud-platform")}.`,
  ],
  "service account": (facts) => [
    `The role is granted to ${account(facts)}; whatever runs as it may call models in ${markdownCode(facts.project)}.`,
  ],
  "service account impersonation": (facts) => [
    `Whoever is declared acts as ${account(facts)}, until the declared day: ${markdownCode(`gcloud auth application-default login --impersonate-service-account=${facts.serviceAccount}`)}`,
  ],
};

/** How a holder gets credentials of Google Cloud, as paragraphs of Markdown. */
export const googleSteps = (facts: GoogleFacts): readonly string[] => {
  const { signIn } = facts;
  if (signIn.kind === "googleAccount" || signIn.kind === "workforce") return people(facts);
  const shadow = "Nothing in the settings shadows these credentials.";
  if (signIn.kind === "ambient") {
    const steps = Object.hasOwn(AMBIENT, signIn.source) ? AMBIENT[signIn.source] : undefined;
    return [...(steps?.(facts) ?? [`Credentials come from where it runs (${markdownText(signIn.source)}).`]), shadow];
  }
  if (signIn.source === "GitHub Actions") return [...github(facts), shadow];
  return [...(signIn.source === "GitLab CI" ? gitlab(signIn) : oidc(signIn)), shadow];
};
