const DEFAULT = "access.yaml";

/** Which declaration is meant: `--declaration FILE`, else `CLAUDE_ACCESS_FILE`, else `access.yaml` in this folder. */
export const declarationFile = (args: readonly string[], environment: Readonly<NodeJS.ProcessEnv>): string => {
  const index = args.indexOf("--declaration");
  const joined = args.find((arg) => arg.startsWith("--declaration="))?.slice("--declaration=".length);
  return (index === -1 ? undefined : args[index + 1]) ?? joined ?? environment.CLAUDE_ACCESS_FILE ?? DEFAULT;
};
