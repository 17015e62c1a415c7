import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findAwsProviderMirror } from "./provider-mirror";

let root: string;
const machineFolders: readonly string[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "mirror-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const mirrorIn = (path: string, bytes = 60_000_000): string => {
  const folder = join(root, path);
  const platform = join(folder, "registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64");
  mkdirSync(platform, { recursive: true });
  const executable = join(platform, "terraform-provider-aws_v5.100.0_x5");
  writeFileSync(executable, "");
  truncateSync(executable, bytes);
  return folder;
};
const cliConfig = (folder: string): string => `provider_installation {
  filesystem_mirror {
    path    = "${folder}"
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/aws"]
  }
}
`;

test("the variable comes first", () => {
  const named = mirrorIn("named");
  mirrorIn("home/.terraform.d/plugins");
  const environment = { CLAUDE_ACCESS_PROVIDER_MIRROR: named };
  expect(findAwsProviderMirror({ environment, home: join(root, "home"), machineFolders })).toEqual({
    folder: named,
    cliConfig: cliConfig(named),
  });
});

test("refuses a variable that names a folder without the provider", () => {
  const environment = { CLAUDE_ACCESS_PROVIDER_MIRROR: root };
  expect(() => findAwsProviderMirror({ environment })).toThrow(
    `CLAUDE_ACCESS_PROVIDER_MIRROR is ${root}, which holds no real registry.terraform.io/hashicorp/aws`,
  );
});

test.each([
  ["in the home folder", "home/.terraform.d/plugins", {}],
  ["in the default data folder", "home/.local/share/terraform/plugins", {}],
  ["in XDG_DATA_HOME", "data/terraform/plugins", { XDG_DATA_HOME: "data" }],
  ["in XDG_DATA_DIRS", "b/terraform/plugins", { XDG_DATA_DIRS: "a:b" }],
  ["of the machine", "machine", {}],
  ["in the plugin cache", "cache", { TF_PLUGIN_CACHE_DIR: "cache" }],
])("then a folder of Terraform's own %s", (_, path, variables: Readonly<Record<string, string>>) => {
  const folder = mirrorIn(path);
  const environment = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      value
        .split(":")
        .map((part) => join(root, part))
        .join(":"),
    ]),
  );
  const props = { environment, home: join(root, "home"), machineFolders: [join(root, "machine")] };
  expect(findAwsProviderMirror(props).folder).toBe(folder);
});

test("refuses the stand-in of a rehearsal, which bears the name of the real provider", () => {
  const named = mirrorIn("named", 300);
  expect(() => findAwsProviderMirror({ environment: { CLAUDE_ACCESS_PROVIDER_MIRROR: named } })).toThrow(
    `CLAUDE_ACCESS_PROVIDER_MIRROR is ${named}, which holds no real registry.terraform.io/hashicorp/aws`,
  );
  expect(findAwsProviderMirror({ environment: { TF_PLUGIN_CACHE_DIR: named }, home: root, machineFolders })).toEqual({
    folder: undefined,
    cliConfig: "provider_installation {\n  direct {}\n}\n",
  });
});

test("else the registry, with the downloads kept", () => {
  expect(findAwsProviderMirror({ environment: {}, home: root, machineFolders, downloads: "/kept" })).toEqual({
    folder: undefined,
    cliConfig: `provider_installation {
  direct {}
}
plugin_cache_dir = "/kept"
plugin_cache_may_break_dependency_lock_file = true
`,
  });
});
