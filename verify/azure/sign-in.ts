import type { TokenCredential } from "@azure/identity";
import { AZURE_SCOPES } from "../../catalog/azure-api";
import { ApiFailure, thrownFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { Deadline } from "../deadline";
import type { Reading } from "./arm-api";
import { clientChain, type TokenSource } from "./client-chain";
import { isSameName } from "./same-name";
import { holderOf, type TokenHolder } from "./token-claims";

const CHECK = "identity";
const SUBJECT = "who is signed in";
const LINK = "https://learn.microsoft.com/en-us/azure/developer/javascript/sdk/authentication/credential-chains";

/** Whoever looks, and what is said about them. */
export interface SignedIn {
  /** For Azure Resource Manager. */
  readonly token: string;
  /** `undefined`: the token does not say. */
  readonly holder: TokenHolder | undefined;
  readonly results: readonly CheckResult[];
}

interface Given {
  readonly token: string;
  readonly from: string;
}

const stopped = (detail: string, remedy: string): CheckResult => ({
  check: CHECK,
  state: "could-not-check",
  subject: SUBJECT,
  detail,
  remedy,
  link: LINK,
});

/** Numbers of Entra's errors; all else that a library says may hold what nobody should read. */
const entraCodes = (error: unknown): string => {
  const text = error instanceof Error ? error.message : "";
  const codes = [...new Set(text.match(/\bAADSTS\d{4,8}\b/g))];
  return codes.length === 0 ? "" : ` (${codes.join(", ")})`;
};

const whyNot = (error: unknown, { names }: TokenSource): ApiFailure => {
  const isRefusal = error instanceof Error && error.name === "AuthenticationError";
  const words = isRefusal
    ? `Microsoft Entra refused the first credentials that are set up here${entraCodes(error)}`
    : `no token from ${names.join(", ")}${entraCodes(error)}`;
  return new ApiFailure("credentials", words);
};

const tokenOf = async (source: TokenSource, scope: string, deadline: Deadline): Promise<Given> => {
  const token = await source.credential.getToken(scope, { abortSignal: deadline.signal });
  if (token === null) throw new Error("no token");
  return { token: token.token, from: source.answered() ?? "the credentials given" };
};

const ask = async (source: TokenSource, scope: string, deadline: Deadline): Promise<Reading<Given>> => {
  try {
    return await deadline.bounded(tokenOf(source, scope, deadline), (error) => whyNot(error, source));
  } catch (error) {
    return thrownFailure(error);
  }
};

const words = ({ tenant, objectId, kind }: TokenHolder): string => `${kind} ${objectId} of tenant ${tenant}`;

/** What is said of the two tokens. */
const judge = (holder: TokenHolder | undefined, from: string, model: Reading<Given>): CheckResult => {
  if (holder === undefined) return stopped(`the token from ${from} does not say whose it is`, "Sign in: az login");
  const who = `${words(holder)}, by ${from}`;
  const { scope } = AZURE_SCOPES.models;
  if (model instanceof ApiFailure)
    return stopped(
      `${who}; no token for ${scope}, which clients call with: ${model.message}`,
      `Ask for it by hand: az account get-access-token --scope ${scope}`,
    );
  const caller = holderOf(model.token);
  const isSame =
    caller !== undefined && isSameName(caller.objectId, holder.objectId) && isSameName(caller.tenant, holder.tenant);
  if (isSame) return { check: CHECK, state: "fine", subject: SUBJECT, detail: who };
  const other = caller === undefined ? "somebody who is not named" : words(caller);
  return {
    check: CHECK,
    state: "undecided",
    subject: SUBJECT,
    detail: `${who}; a client here would call models as ${other}, by ${model.from}`,
    remedy: "Leave one way to sign in, or run this again where the first one was slow",
    link: LINK,
  };
};

const INVALID: CheckResult = {
  check: CHECK,
  state: "blocked",
  subject: "AZURE_TOKEN_CREDENTIALS",
  detail: "its value is neither dev nor prod: the client stops before it signs in; nothing was looked at",
  remedy:
    "Set it to dev (Azure CLI, PowerShell, Developer CLI) or prod (environment, workload, managed identity), or unset it",
  link: LINK,
};

/**
 * Gets tokens as the client would, and says whose they are; no token is in any result.
 * @param tenant declared, for the remedy
 * @param credential instead of the client's chain
 * @returns the reason to stop where there is no token
 */
export const signIn = async (
  tenant: string,
  deadline: Deadline,
  credential?: TokenCredential,
): Promise<SignedIn | CheckResult> => {
  const given = credential && { credential, names: ["the credentials given"], answered: () => undefined };
  const source = given ?? (await clientChain(deadline.milliseconds));
  if (source === undefined) return INVALID;
  const management = await ask(source, AZURE_SCOPES.management.scope, deadline);
  if (management instanceof ApiFailure)
    return stopped(
      `${management.message}; nothing was looked at`,
      `Sign in: az login --tenant ${tenant}; or set up what the client would find`,
    );
  const holder = holderOf(management.token);
  const model = await ask(source, AZURE_SCOPES.models.scope, deadline);
  return { token: management.token, holder, results: [judge(holder, management.from, model)] };
};
