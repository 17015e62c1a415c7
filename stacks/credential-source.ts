import { isExchanging, pipelineToken, workloadToken } from "../catalog/exchanged-tokens";
import { holdersAt } from "../declaration/entries";
import type { AnthropicAwsEntry, ConsoleEntry, Declaration, GatewayEntry, KeyPlace, Team } from "../declaration/schema";
import type { ExchangeSignIn, HelperSignIn, IdentityKey, KeyReader } from "../settings/facts";
import { keyCommand, type StoredKey } from "../settings/helper/key-command";

/** A key in a store that is no declared cloud's, in the words of the tool that reads it. */
export const storedElsewhere = (key: Exclude<KeyPlace, { in: string }>): StoredKey => {
  if ("vault" in key) return { kind: "vault", ...key.vault };
  if ("onePassword" in key) return { kind: "onePassword", reference: key.onePassword };
  if ("keychain" in key) return { kind: "keychain", ...key.keychain };
  if ("pass" in key) return { kind: "pass", name: key.pass };
  return { kind: "command", ...key.command };
};

/** Sign-in by a helper that reads a key from its store. */
export const helperSignIn = (stored: StoredKey, ttlSeconds?: number, reader?: KeyReader): HelperSignIn => ({
  kind: "helper",
  ...keyCommand(stored),
  ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
  ...(reader === undefined ? {} : { reader }),
});

/** How long an entry's clients keep what a helper printed. */
export const ttlOf = (entry: ConsoleEntry | GatewayEntry | AnthropicAwsEntry): number | undefined =>
  entry.route === "gateway" ? entry.tokenTtlSeconds : entry.keyTtlSeconds;

/** Sign-in by the token of a pipeline or workload; its ids are those of what was made by hand, where they are declared. */
export const exchangeSignIn = (
  declaration: Declaration,
  entry: ConsoleEntry,
  { teamName, team, identity }: { readonly teamName: string; readonly team: Team; readonly identity: IdentityKey },
): ExchangeSignIn => {
  const { federation = {} } = entry;
  const [kind, name = ""] = identity.split("/");
  const { ci = {}, workloads = {} } = holdersAt(declaration, entry, team);
  const [pipeline, workload] = [ci[name], workloads[name]];
  const byHand = federation.rules?.[`${teamName}/${identity}`];
  const ids = byHand === undefined ? {} : { ruleId: byHand.rule, serviceAccountId: byHand.serviceAccount };
  if (kind === "ci" && pipeline !== undefined)
    return { kind: "exchange", ...pipelineToken(pipeline, federation.audience), ...ids };
  if (workload === undefined || !isExchanging(workload))
    throw new Error(`${teamName} ${identity} has no token that Anthropic could exchange`);
  return { kind: "exchange", ...workloadToken(workload, federation.audience), ...ids };
};
