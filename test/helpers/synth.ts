import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { withoutTraces } from "../../constructs/core/without-traces";

/** Terraform JSON of one stack, by kind, type and name. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly [kind: string]: unknown;
}

const withoutMetadata = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "//")
      .map(([key, inner]) => [key, withoutMetadata(inner)]),
  );
};

/** Synthesises a whole app, with all validations, and returns every stack's JSON without CDKTF's own metadata. */
export const synthApp = (build: (app: App) => void): Record<string, StackJson> => {
  const outdir = mkdtempSync(join(tmpdir(), "synth-"));
  try {
    withoutTraces(() => {
      const app = new App({ outdir });
      build(app);
      app.synth();
    });
    const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
      stacks: Record<string, { synthesizedStackPath: string }>;
    };
    return Object.fromEntries(
      Object.entries(manifest.stacks).map(([name, { synthesizedStackPath }]) => [
        name,
        withoutMetadata(JSON.parse(readFileSync(join(outdir, synthesizedStackPath), "utf8"))) as StackJson,
      ]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

/** Synthesises what `build` puts into one stack with an AWS provider. */
export const synthStack = (build: (stack: TerraformStack) => void): StackJson => {
  const stacks = synthApp((app) => {
    const stack = new TerraformStack(app, "stack");
    new AwsProvider(stack, "Aws", { region: "eu-central-1" });
    build(stack);
  });
  return stacks.stack ?? {};
};

/** How many resources of each type a stack has. */
export const countResources = ({ resource = {} }: StackJson): Record<string, number> =>
  Object.fromEntries(Object.entries(resource).map(([type, named]) => [type, Object.keys(named).length]));
