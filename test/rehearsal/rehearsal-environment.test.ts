import { rehearsalEnvironment } from "../../rehearsal/rehearsal-environment";

test("keeps the shell's environment, without what belongs to a real deploy or lends its credentials", () => {
  const shell = {
    PATH: "/bin",
    HOME: "/home/jane",
    HTTPS_PROXY: "http://proxy:3128",
    AWS_SECRET_ACCESS_KEY: "canary",
    AWS_PROFILE: "production",
    GOOGLE_APPLICATION_CREDENTIALS: "canary",
    ARM_CLIENT_SECRET: "canary",
    ANTHROPIC_API_KEY: "canary",
    CLAUDE_ACCESS_FILE: "mine.yaml",
    TF_WORKSPACE: "production",
    TF_CLI_ARGS_apply: "-target=x",
    TERRAFORM_BINARY_NAME: "tofu",
    CDKTF_CONTEXT_JSON: "{}",
    CI: "",
  };
  expect(rehearsalEnvironment(shell, { TF_CLI_CONFIG_FILE: "terraform.rc" })).toEqual({
    PATH: "/bin",
    HOME: "/home/jane",
    HTTPS_PROXY: "http://proxy:3128",
    CI: "true",
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    CDKTF_LOG_LEVEL: "ERROR",
    TF_CLI_CONFIG_FILE: "terraform.rc",
  });
});
