import type { Source } from "./source";

const DOCS = "https://platform.claude.com/docs/en";

/** Anthropic's Admin API, as far as the people of an organization go. */
export const ADMIN_API = {
  address: "https://api.anthropic.com/v1/organizations",
  /** Header `anthropic-version`. */
  version: "2023-06-01",
  /** Largest `limit` of the lists of members and invites. */
  largestPage: 1_000,
  /** Requests of an organization; invites have a limit of their own. */
  requestsPerMinute: 100,
  invitesPerHour: 1_200,
  inviteDays: 21,
  /** What a key of Claude Enterprise needs; the key of a Console organization needs nothing named. */
  enterpriseScopes: ["read:members", "write:members"],
  source: `${DOCS}/manage-claude/user-management; ${DOCS}/manage-claude/admin-api; ${DOCS}/api/organization/invites/create`,
  date: "2026-11-23",
} as const satisfies Source & Record<string, unknown>;

/** Routes whose organizations have members. */
export type MemberRoute = "console" | "claude-ai";

/** What roles of an organization there are. */
export interface OrganizationRoles extends Source {
  /** Those that an invite may name. */
  readonly invited: readonly string[];
  /** Those of them that are nobody's who administers or pays: whoever has one may be given another. */
  readonly ordinary: readonly string[];
}

/** Roles by route: the API takes no other. */
export const ORGANIZATION_ROLES: Readonly<Record<MemberRoute, OrganizationRoles>> = {
  console: {
    invited: ["claude_code_user", "developer", "user", "billing"],
    ordinary: ["claude_code_user", "developer", "user"],
    source: `${DOCS}/api/organization/invites/create`,
    date: "2026-11-23",
  },
  "claude-ai": {
    invited: ["user", "managed"],
    ordinary: ["user", "managed"],
    source: `${DOCS}/manage-claude/user-management`,
    date: "2026-11-23",
  },
};

const ROLE_WORDS = new Map([
  ["admin", "Admin"],
  ["billing", "Billing"],
  ["claude_code_user", "Claude Code user"],
  ["developer", "Developer"],
  ["managed", "Managed"],
  ["membership_admin", "Membership admin"],
  ["owner", "Owner"],
  ["primary_owner", "Primary owner"],
  ["user", "User"],
]);

/** A role as people call it; one that is not known, as the API does. */
export const roleWords = (role: string): string => ROLE_WORDS.get(role) ?? role;

/** How a person invites many at once: typed or pasted addresses, with commas or new lines between. No file is taken. */
export interface BulkInvite extends Source {
  /** What to click. */
  readonly where: string;
  /** Addresses at a time, where a limit is documented. */
  readonly most?: number;
}

/** Where many are invited at once, by route. */
export const BULK_INVITE: Readonly<Record<MemberRoute, BulkInvite>> = {
  console: {
    where: "Claude Console, Settings > Members > Invite",
    most: 50,
    source: "https://support.claude.com/en/articles/13443764-inviting-members-to-the-claude-console",
    date: "2026-11-23",
  },
  "claude-ai": {
    where: 'claude.ai, Organization settings, members, "Bulk add"',
    source: "https://support.claude.com/en/articles/13133750-managing-members-on-team-and-enterprise-plans",
    date: "2026-11-23",
  },
};
