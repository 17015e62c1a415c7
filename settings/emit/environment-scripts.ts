import { quotePosix } from "../quote/quote-posix";
import { quotePowershell } from "../quote/quote-powershell";

type Environment = Readonly<Record<string, string>>;

const lines = (environment: Environment, line: (name: string, value: string) => string): string =>
  Object.keys(environment)
    .sort()
    .map((name) => `${line(name, environment[name] ?? "")}\n`)
    .join("");

/** `env.sh`: to be sourced by a POSIX shell. */
export const posixScript = (environment: Environment): string =>
  lines(environment, (name, value) => `export ${name}=${quotePosix(value)}`);

/** `env.ps1`: to be dot-sourced by PowerShell. */
export const powershellScript = (environment: Environment): string =>
  lines(environment, (name, value) => `$env:${name} = ${quotePowershell(value)}`);
