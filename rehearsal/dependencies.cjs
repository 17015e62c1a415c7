// Plain JavaScript without dependencies: it runs before there are any.
const { spawnSync } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages ?? {};

/**
 * Says why the installed packages are not those of the lock file, or `undefined` when they are. Packages that the lock
 * calls optional may be missing: they are for other platforms.
 */
const staleness = (root) => {
  const installedList = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedList)) return "dependencies are not installed";
  const installed = packagesOf(installedList);
  for (const [path, wanted] of Object.entries(packagesOf(join(root, "package-lock.json")))) {
    if (path === "") continue;
    const found = installed[path];
    const name = path.replace(/^.*node_modules\//, "");
    if (found === undefined) {
      if (wanted.optional || wanted.devOptional) continue;
      return `${name} ${wanted.version} is not installed`;
    }
    if (found.version !== wanted.version) {
      return `${name} is installed as ${found.version}, the lock file says ${wanted.version}`;
    }
    if (found.integrity !== wanted.integrity) {
      return `${name} is installed with another content than the lock file says`;
    }
    if (!existsSync(join(root, path))) return `the folder of ${name} is missing`;
  }
  return undefined;
};

/**
 * Not `npm ci`: it refuses a lock file that lacks an optional package of another platform, and a registry that does not
 * have all of them (a company's mirror) makes just such lock files. This takes the same versions and changes no file.
 */
const INSTALL = ["install", "--no-save", "--no-audit", "--no-fund"];

/** An error for a reader: its message says what to do. */
class InstallError extends Error {
  name = "InstallError";
}

/**
 * Installs the locked dependencies when they are missing or stale; shows npm's progress.
 * Throws an `InstallError` when npm cannot.
 */
const ensureDependencies = (root, log) => {
  const reason = staleness(root);
  if (reason === undefined) return;
  log(`Installing dependencies (${reason}) ...`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const options = { cwd: root, stdio: ["ignore", "inherit", "inherit"], shell: process.platform === "win32" };
  const { status, error } = spawnSync(npm, INSTALL, options);
  if (error !== undefined)
    throw new InstallError(`npm cannot be started (${error.message}); it comes with Node.js >= 20`);
  if (status !== 0) throw new InstallError(`npm ${INSTALL[0]} ended with exit code ${status}; what it says is above`);
};

module.exports = { ensureDependencies, staleness };
