type Environment = Readonly<Record<string, string | undefined>>;

/** Variables by which a shell would lead the deploy elsewhere, or lend it somebody's credentials. */
const FOREIGN = /^(TF_|TERRAFORM_|CDKTF_|AWS_|GOOGLE_|GCLOUD_|CLOUDSDK_|ARM_|AZURE_|ANTHROPIC_|CLAUDE_|NODE_OPTIONS$)/;

/**
 * Environment of a rehearsal: the shell's, without what belongs to a real deploy. `CI` makes `cdktf` print plain lines.
 * Its plugin cache is off, since that is shared with real deploys: a stand-in must never lie there.
 */
export const rehearsalEnvironment = (shell: Environment, own: Environment): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(shell).filter(([name]) => !FOREIGN.test(name))),
  CI: "true",
  CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
  CDKTF_LOG_LEVEL: "ERROR",
  ...own,
});
