/** Says why the installed packages of a checkout are not those of its lock file, or `undefined` when they are. */
export function staleness(root: string): string | undefined;
/** Installs the locked dependencies when they are missing or stale. Throws an `InstallError` when npm cannot. */
export function ensureDependencies(root: string, log: (line: string) => void): void;
