import { TerraformBackend, type TerraformRemoteState, type TerraformStack } from "cdktf";
import { escapeDeep } from "../constructs/core/template-text";
import type { State } from "../declaration/schema";
import { STACK_MARK } from "../declaration/schema-state";

type Settings = Readonly<Record<string, unknown>>;

/** Where a stack keeps its state, in Terraform's own words. */
class DeclaredBackend extends TerraformBackend {
  constructor(
    stack: TerraformStack,
    kind: string,
    private readonly settings: Settings,
  ) {
    super(stack, "Backend", kind);
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return escapeDeep({ ...this.settings });
  }

  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error("Stacks do not read each other's state");
  }
}

/** HCP Terraform, which has a block of its own. */
class DeclaredCloud extends DeclaredBackend {
  override toTerraform(): object {
    return { terraform: { cloud: this.synthesizeAttributes() } };
  }
}

/**
 * A text that says where states lie, for one stack: with the mark as it stands, without it with `rest` behind it. What is
 * said nowhere begins with the organization, so that several of them can share a bucket.
 */
const placeFor = (stack: string, said: string, rest: string): string => {
  const whole = said.includes(STACK_MARK) ? said : said.replace(/\/$/, "") + rest;
  return whole.replaceAll(STACK_MARK, stack);
};

/** Path of a stack's local state, seen from the folder in which Terraform runs (`cdktf.out/stacks/NAME`). */
const localPath = (directory: string, stack: string): string => {
  const base = directory.startsWith("/") ? directory : `../../../${directory}`;
  return `${base.replace(/\/$/, "")}/terraform.${stack}.tfstate`;
};

/** A declared backend with the place of one stack's state in it. */
const settingsFor = (state: Exclude<State, { local: unknown }>, organization: string, stack: string): Settings => {
  const start = `claude-access/${organization}`;
  const object = (said = start) => placeFor(stack, said, `/${STACK_MARK}.tfstate`);
  const workspace = (said = start.replace("/", "-")) => placeFor(stack, said, `-${STACK_MARK}`);
  if ("s3" in state) return { ...state.s3, key: object(state.s3.key) };
  if ("azurerm" in state) return { ...state.azurerm, key: object(state.azurerm.key) };
  if ("gcs" in state) {
    return { ...state.gcs, prefix: placeFor(stack, state.gcs.prefix ?? start, `/${STACK_MARK}`) };
  }
  if ("remote" in state) {
    return { ...state.remote, workspaces: { name: workspace(state.remote.workspaces?.name) } };
  }
  if ("cloud" in state) {
    const { workspaces } = state.cloud;
    return { organization, ...state.cloud, workspaces: { ...workspaces, name: workspace(workspaces?.name) } };
  }
  const rest = `/${encodeURIComponent(`${start}/`)}${STACK_MARK}`;
  const { address, lock_address, unlock_address, ...others } = state.http;
  const addresses = Object.entries({ address, lock_address, unlock_address }).flatMap(([name, said]) =>
    said === undefined ? [] : [[name, placeFor(stack, said, rest)]],
  );
  return { ...others, ...Object.fromEntries(addresses) };
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
  } else if ("local" in state) {
    new DeclaredBackend(stack, "local", { path: localPath(state.local.directory ?? ".", name) });
  } else {
    const [kind = ""] = Object.keys(state);
    const Backend = kind === "cloud" ? DeclaredCloud : DeclaredBackend;
    new Backend(stack, kind, settingsFor(state, organization, name));
  }
};
