import { quotePosix } from "../quote/quote-posix";
import { quotePowershell } from "../quote/quote-powershell";

type Environment = Readonly<Record<string, string>>;

const lines = (environment: Environment, line: (name: string, value: string) => string): string =>
  Object.keys(environment)
    .sort()
    .map((name) => {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`"${name}" cannot be the name of a variable`);
      return `${line(name, environment[name] ?? "")}\n`;
    })
    .join("");

/** `env.sh`: to be sourced by a POSIX shell. Throws on a name that is none of a variable, and on NUL. */
export const posixScript = (environment: Environment): string =>
  lines(environment, (name, value) => `export ${name}=${quotePosix(value)}`);

/** `env.ps1`: to be dot-sourced by PowerShell. Throws as `posixScript` does. */
export const powershellScript = (environment: Environment): string =>
  lines(environment, (name, value) => `$env:${name} = ${quotePowershell(value)}`);
