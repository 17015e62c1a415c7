import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export const ROOT = join(__dirname, "../../..");

/** A step of a template that a shell runs. */
export interface ShellStep {
  readonly job: string;
  /** Its name, or that of its place. */
  readonly name: string;
  readonly script: string;
  /** Program and arguments that take the script's file, as the server starts them. */
  readonly shell: readonly string[];
}

/** A step, as GitHub writes it. */
export interface GithubStep {
  readonly name?: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}
/** What tests read of the workflow. */
export interface GithubWorkflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly if?: string;
        readonly environment?: string;
        readonly permissions: object;
        readonly steps: readonly GithubStep[];
      }
    >
  >;
}
/** What tests read of the action. */
export interface GithubAction {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly GithubStep[] };
}
/** What tests read of a job of GitLab. */
export interface GitlabJob {
  readonly script?: readonly string[];
  readonly rules?: readonly { readonly if?: string }[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly artifacts?: { readonly reports: Readonly<Record<string, string>> };
}
/** What tests read of the pipeline of Azure. */
export interface AzurePipeline {
  readonly variables: Readonly<Record<string, string>>;
  readonly jobs: readonly {
    readonly job: string;
    readonly condition?: string;
    readonly steps: readonly { readonly bash?: string; readonly displayName: string; readonly target?: object }[];
  }[];
}
interface AtlantisServer {
  readonly repos: readonly { readonly pre_workflow_hooks: readonly { readonly run: string }[] }[];
  readonly workflows: {
    readonly "claude-access": {
      readonly plan: {
        readonly steps: readonly (
          | string
          | {
              readonly run?: { readonly command: string };
              readonly env?: { readonly name: string; readonly value: string };
            }
        )[];
      };
    };
  };
}

const read = <T>(file: string): T => parse(readFileSync(join(ROOT, file), "utf8"), { merge: true }) as T;

export const githubWorkflow = () => read<GithubWorkflow>("templates/github-workflow.yml");
export const githubAction = () => read<GithubAction>("action.yml");
export const gitlabJobs = () => read<Readonly<Record<string, GitlabJob>>>("templates/gitlab-ci.yml");
export const azurePipeline = () => read<AzurePipeline>("templates/azure-pipelines.yml");
const atlantisServer = () => read<AtlantisServer>("templates/atlantis-repos.yaml");

const runsOf = (job: string, steps: readonly GithubStep[], shell: readonly string[]): ShellStep[] =>
  steps.flatMap(({ name, run }, at) =>
    run === undefined ? [] : [{ job, name: name ?? `step ${at + 1}`, script: run, shell }],
  );

/** Steps of the workflow, which GitHub runs by `bash -e`. */
export const githubSteps = (): ShellStep[] =>
  Object.entries(githubWorkflow().jobs).flatMap(([job, { steps }]) => runsOf(job, steps, ["bash", "-e"]));

/** Steps of the action, which GitHub runs by `sh -e`. */
export const actionSteps = (): ShellStep[] => runsOf("action", githubAction().runs.steps, ["sh", "-e"]);

/** Lines of each job, which GitLab's runner joins into one script of `bash`. */
export const gitlabSteps = (): ShellStep[] =>
  Object.entries(gitlabJobs()).flatMap(([job, { script }]) =>
    script === undefined
      ? []
      : [{ job, name: job, script: script.join("\n"), shell: ["bash", "-e", "-o", "pipefail"] }],
  );

/** Steps of Azure Pipelines, which its agent runs by `bash`. */
export const azureSteps = (): ShellStep[] =>
  azurePipeline().jobs.flatMap(({ job, steps }) =>
    steps.flatMap(({ bash, displayName }) =>
      bash === undefined ? [] : [{ job, name: displayName, script: bash, shell: ["bash", "--noprofile", "--norc"] }],
    ),
  );

/** What Atlantis runs by `sh`: before plans, and in them. */
export const atlantisSteps = (): ShellStep[] => {
  const { repos, workflows } = atlantisServer();
  const hooks = repos.flatMap(({ pre_workflow_hooks }) => pre_workflow_hooks.map(({ run }) => run));
  const inPlans = workflows["claude-access"].plan.steps.flatMap((step) =>
    typeof step === "string" || step.run === undefined ? [] : [step.run.command],
  );
  const named = (job: string) => (script: string) => ({ job, name: job, script, shell: ["sh"] });
  return [...hooks.map(named("hook")), ...inPlans.map(named("plan"))];
};

/** The step of that name; throws where there is none. */
export const stepNamed = (steps: readonly ShellStep[], name: string, job?: string): ShellStep => {
  const found = steps.find((step) => step.name === name && (job === undefined || step.job === job));
  if (found === undefined) throw new Error(`there is no step ${name}`);
  return found;
};
