import {
  CloudBackend,
  NamedCloudWorkspace,
  TerraformBackend,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { State } from "../declaration/schema";

/** Where a stack keeps its state, in Terraform's own words. */
class DeclaredBackend extends TerraformBackend {
  constructor(
    stack: TerraformStack,
    kind: string,
    private readonly settings: Readonly<Record<string, unknown>>,
  ) {
    super(stack, "Backend", kind);
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { ...this.settings };
  }

  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error("Stacks do not read each other's state");
  }
}

/** Setting that holds the key of one stack, by backend. */
const KEYS: Readonly<Record<string, (key: string) => Record<string, unknown>>> = {
  s3: (key) => ({ key: `${key}.tfstate` }),
  azurerm: (key) => ({ key: `${key}.tfstate` }),
  gcs: (key) => ({ prefix: key }),
  remote: (key) => ({ workspaces: { name: key.replace(/\//g, "-") } }),
};

/** Path of a stack's local state, seen from the folder in which Terraform runs (`cdktf.out/stacks/NAME`). */
const localPath = (directory: string, stack: string): string => {
  const base = directory.startsWith("/") ? directory : `../../../${directory}`;
  return `${base.replace(/\/$/, "")}/terraform.${stack}.tfstate`;
};

const httpSettings = (settings: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> => {
  const extended = Object.fromEntries(
    ["address", "lock_address", "unlock_address"].flatMap((name) => {
      const value = settings[name];
      return typeof value === "string" ? [[name, `${value.replace(/\/$/, "")}/${encodeURIComponent(key)}`]] : [];
    }),
  );
  return { ...settings, ...extended };
};

/**
 * Gives a stack the declared backend, one key a stack. Without a declaration, or when `rehearsalFolder` is set, the
 * state is a local file.
 */
export const useDeclaredBackend = (
  stack: TerraformStack,
  props: { readonly organization: string; readonly state?: State; readonly rehearsalFolder?: string },
): void => {
  const name = stack.node.id;
  const { organization, rehearsalFolder, state = { local: {} } } = props;
  if (rehearsalFolder !== undefined) {
    new DeclaredBackend(stack, "local", { path: localPath(rehearsalFolder, name) });
    return;
  }
  if ("local" in state) {
    new DeclaredBackend(stack, "local", { path: localPath(state.local.directory ?? ".", name) });
    return;
  }
  const key = `claude-access/${organization}/${name}`;
  const [kind, settings] = Object.entries(state)[0] ?? ["local", {}];
  if (kind === "cloud") {
    const { organization: owner = organization, hostname } = settings as { organization?: string; hostname?: string };
    new CloudBackend(stack, {
      organization: owner,
      hostname,
      workspaces: new NamedCloudWorkspace(key.replace(/\//g, "-")),
    });
    return;
  }
  const whole = kind === "http" ? httpSettings(settings, key) : { ...settings, ...KEYS[kind]?.(key) };
  new DeclaredBackend(stack, kind, whole);
};
