import { readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, join } from "node:path";

/** Where `terraform init` gets the real AWS provider from. */
export interface ProviderMirror {
  /** Folder that holds `registry.terraform.io/hashicorp/aws`; undefined for the registry. */
  readonly folder: string | undefined;
  /** Text of a Terraform CLI configuration file that says so. */
  readonly cliConfig: string;
}

/** What decides where the provider comes from. */
export interface ProviderMirrorProps {
  /** @default process.env */
  readonly environment?: NodeJS.ProcessEnv;
  /** @default the home folder of this user */
  readonly home?: string;
  /** Folder in which providers of the registry are kept between runs; must exist. @default downloaded every time */
  readonly downloads?: string;
  /** Folders of the whole machine. @default /usr/local/share/terraform/plugins, /usr/share/terraform/plugins */
  readonly machineFolders?: readonly string[];
}

const AWS = "registry.terraform.io/hashicorp/aws";
const MACHINE = ["/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins"];
const quoted = (text: string): string => JSON.stringify(text).replaceAll("${", "$${").replaceAll("%{", "%%{");

const fromFolder = (folder: string): string => `provider_installation {
  filesystem_mirror {
    path    = ${quoted(folder)}
    include = ["${AWS}"]
  }
  direct {
    exclude = ["${AWS}"]
  }
}
`;

const fromRegistry = (downloads: string | undefined): string => `provider_installation {
  direct {}
}
${downloads === undefined ? "" : `plugin_cache_dir = ${quoted(downloads)}\nplugin_cache_may_break_dependency_lock_file = true\n`}`;

/** The smallest real AWS provider; 5.100.0 has 700 MB. */
const REAL_BYTES = 50_000_000;

/**
 * Whether a folder holds an executable of the real provider, unpacked. A rehearsal's stand-in bears the same name and
 * version, and cdktf leaves links to it in the plugin cache of the user; it is far smaller.
 */
const holdsRealProvider = (folder: string): boolean => {
  try {
    return readdirSync(join(folder, AWS), { recursive: true, encoding: "utf8" }).some((file) => {
      const name = basename(file);
      const isProvider = name.startsWith("terraform-provider-aws_") && !name.endsWith(".json");
      return isProvider && statSync(join(folder, AWS, file)).size >= REAL_BYTES;
    });
  } catch {
    return false;
  }
};

/** Folders in which Terraform looks by itself, and its plugin cache. */
const usualFolders = ({
  environment = process.env,
  home = homedir(),
  machineFolders = MACHINE,
}: ProviderMirrorProps) => {
  const { XDG_DATA_HOME, XDG_DATA_DIRS, TF_PLUGIN_CACHE_DIR } = environment;
  const shared = (XDG_DATA_DIRS ?? "").split(delimiter).filter((folder) => folder !== "");
  return [
    join(home, ".terraform.d", "plugins"),
    join(XDG_DATA_HOME || join(home, ".local", "share"), "terraform", "plugins"),
    ...shared.map((folder) => join(folder, "terraform", "plugins")),
    ...machineFolders,
    ...(TF_PLUGIN_CACHE_DIR ? [TF_PLUGIN_CACHE_DIR] : []),
  ];
};

/**
 * Finds the real AWS provider: in the folder that `CLAUDE_ACCESS_PROVIDER_MIRROR` names, else in the folders that
 * Terraform itself knows, else in the registry.
 *
 * @throws Error when the variable names a folder that does not hold the real provider.
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 */
export const findAwsProviderMirror = (props: ProviderMirrorProps = {}): ProviderMirror => {
  const { environment = process.env, downloads } = props;
  const named = environment.CLAUDE_ACCESS_PROVIDER_MIRROR;
  if (named && !holdsRealProvider(named))
    throw new Error(`CLAUDE_ACCESS_PROVIDER_MIRROR is ${named}, which holds no real ${AWS}`);
  const folder = named || usualFolders(props).find(holdsRealProvider);
  return { folder, cliConfig: folder === undefined ? fromRegistry(downloads) : fromFolder(folder) };
};
