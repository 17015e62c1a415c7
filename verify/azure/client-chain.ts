import type { AccessToken, GetTokenOptions, TokenCredential } from "@azure/identity";

type Identity = typeof import("@azure/identity");

/** Credentials that give tokens, and the name of the one that did. */
export interface TokenSource {
  readonly credential: TokenCredential;
  /** Names of all, in their order. */
  readonly names: readonly string[];
  /** Name of the one that gave the last token. */
  readonly answered: () => string | undefined;
}

interface Link {
  readonly name: string;
  readonly group: "prod" | "dev";
  readonly make: (identity: Identity, deadlineMs: number) => TokenCredential;
}

/** An answer of the metadata service that is no token: the client waits 20 s, a preflight has other sources to ask. */
const RETRIES = 2;

/** The client asks the metadata service whether it is there before it waits for it; the package says so in no type. */
const managedIdentityOptions = (): { clientId?: string; retryOptions: { maxRetries: number } } => {
  const clientId = process.env.AZURE_CLIENT_ID;
  const probe = { sendProbeRequest: true, retryOptions: { maxRetries: RETRIES } };
  return clientId === undefined ? probe : { ...probe, clientId };
};

/** In the order of the client: @anthropic-ai/claude-code 2.1.330 (run on loopback, 2026-11-22). */
const LINKS: readonly Link[] = [
  { name: "environment variables", group: "prod", make: (identity) => new identity.EnvironmentCredential() },
  {
    name: "workload identity",
    group: "prod",
    make: (identity) => new identity.WorkloadIdentityCredential(),
  },
  {
    name: "managed identity",
    group: "prod",
    make: (identity) => new identity.ManagedIdentityCredential(managedIdentityOptions()),
  },
  {
    name: "Azure CLI",
    group: "dev",
    make: (identity, processTimeoutInMs) => new identity.AzureCliCredential({ processTimeoutInMs }),
  },
  {
    name: "Azure PowerShell",
    group: "dev",
    make: (identity, processTimeoutInMs) => new identity.AzurePowerShellCredential({ processTimeoutInMs }),
  },
  {
    name: "Azure Developer CLI",
    group: "dev",
    make: (identity, processTimeoutInMs) => new identity.AzureDeveloperCliCredential({ processTimeoutInMs }),
  },
];

/** One of the chain, made when it is its turn: what cannot be made is passed over, as by the client. */
class ChainLink implements TokenCredential {
  #credential?: TokenCredential;

  constructor(
    readonly make: () => TokenCredential,
    readonly Unavailable: Identity["CredentialUnavailableError"],
    readonly onToken: () => void,
  ) {}

  async getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null> {
    try {
      this.#credential ??= this.make();
    } catch {
      throw new this.Unavailable("It cannot be made here");
    }
    const token = await this.#credential.getToken(scopes, options);
    if (token !== null) this.onToken();
    return token;
  }
}

/** What `AZURE_TOKEN_CREDENTIALS` leaves of the chain; `undefined`: the client stops at its value. */
const chosenLinks = (): readonly Link[] | undefined => {
  const wanted = (process.env.AZURE_TOKEN_CREDENTIALS ?? "").trim().toLowerCase();
  const links = LINKS.filter(
    ({ name }) => name !== "workload identity" || process.env.AZURE_FEDERATED_TOKEN_FILE !== undefined,
  );
  if (wanted === "") return links;
  return wanted === "dev" || wanted === "prod" ? links.filter(({ group }) => group === wanted) : undefined;
};

/**
 * The credentials that the client would use here, in its order, from an explicit chain: the default chain of the installed
 * package tries others in between.
 * @param deadlineMs milliseconds that a command may take
 * @returns `undefined` where the client stops, because `AZURE_TOKEN_CREDENTIALS` is neither `dev` nor `prod`
 */
export const clientChain = async (deadlineMs: number): Promise<TokenSource | undefined> => {
  const links = chosenLinks();
  if (links === undefined) return undefined;
  const identity = await import("@azure/identity");
  let answered: string | undefined;
  const chained = links.map(
    ({ name, make }) =>
      new ChainLink(
        () => make(identity, deadlineMs),
        identity.CredentialUnavailableError,
        () => {
          answered = name;
        },
      ),
  );
  return {
    credential: new identity.ChainedTokenCredential(...chained),
    names: links.map(({ name }) => name),
    answered: () => answered,
  };
};
