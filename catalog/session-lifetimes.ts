import type { Source } from "./source";

/** How long what was lost still works for whoever is signed in. */
export interface Lifetime extends Source {
  /** Seconds at most; `credentials`: as long as the credentials that the identity gave out; `undefined`: nobody says. */
  readonly seconds: number | "credentials" | undefined;
  /** One sentence. */
  readonly why: string;
}

/** What becomes of open sessions, by what is taken away. */
export interface SessionLifetimes {
  /** Something that the identity may do. */
  readonly grantLost: Lifetime;
  /** The identity itself, for good or to be made anew. */
  readonly identityGone: Lifetime;
  /** A way to become it. */
  readonly entranceLost: Lifetime;
}

const date = "2026-11-24";
const AWS = { source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html", date };
const GOOGLE = { source: "https://docs.cloud.google.com/iam/docs/access-change-propagation", date };
const AZURE = { source: "https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshooting", date };
const ENTRA = {
  source: "https://learn.microsoft.com/en-us/entra/identity-platform/configurable-token-lifetimes",
  date,
};
const ANTHROPIC = {
  source: "https://platform.claude.com/docs/en/manage-claude/workload-identity-federation",
  date: "2026-11-23",
};

/** By cloud. Changes spread with a delay everywhere; AWS names no length for its own. */
export const SESSION_LIFETIMES: Readonly<Record<"aws" | "google" | "azure" | "anthropic", SessionLifetimes>> = {
  aws: {
    grantLost: {
      seconds: 0,
      why: "AWS judges every request of an open session by the policies of that moment.",
      ...AWS,
    },
    identityGone: {
      seconds: 0,
      why: "Credentials of a role that is gone are refused, also where one of its name comes anew.",
      ...AWS,
    },
    entranceLost: {
      seconds: "credentials",
      why: "A trust or an assignment is asked for at sign-in only; credentials that were given out work until they expire.",
      ...AWS,
    },
  },
  google: {
    grantLost: {
      seconds: 420,
      why: "A policy of Google Cloud takes 7 minutes and seldom more to count everywhere.",
      ...GOOGLE,
    },
    identityGone: { seconds: 420, why: "That a principal is gone takes as long to spread as a policy.", ...GOOGLE },
    entranceLost: {
      seconds: "credentials",
      why: "A federated token, or one of a service account, works until it expires.",
      ...GOOGLE,
    },
  },
  azure: {
    grantLost: { seconds: 600, why: "A role assignment of Azure is taken away within 10 minutes.", ...AZURE },
    identityGone: { seconds: "credentials", why: "An access token of Entra works until it expires.", ...ENTRA },
    entranceLost: { seconds: "credentials", why: "An access token of Entra works until it expires.", ...ENTRA },
  },
  anthropic: {
    grantLost: {
      seconds: undefined,
      why: "Anthropic's pages do not say when a token that was exchanged before is refused.",
      ...ANTHROPIC,
    },
    identityGone: {
      seconds: undefined,
      why: "Anthropic's pages do not say when a token that was exchanged before is refused.",
      ...ANTHROPIC,
    },
    entranceLost: {
      seconds: "credentials",
      why: "A token that was exchanged before works until it expires.",
      ...ANTHROPIC,
    },
  },
};
