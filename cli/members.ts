import { ADMIN_API } from "../catalog/anthropic-organizations";
import { printable } from "../declaration/printable";
import { adminAddress } from "../members/admin-address";
import type { AdminApi } from "../members/admin-api";
import { AdminFailure } from "../members/admin-failure";
import { manualList } from "../members/manual-list";
import { planMembers } from "../members/plan-members";
import { EXIT } from "./exit-codes";
import { loadOrPrint } from "./load";
import { type MembersInput, membersInput } from "./members-input";
import { type MembersReport, membersExit, membersJson, membersText } from "./members-report";
import { printProblems } from "./print";

/** Arguments of `claude-access members`. */
export interface MembersOptions {
  readonly declaration?: string;
  readonly format: "text" | "json";
  /** Addresses of those who are to be removed. */
  readonly remove?: readonly string[];
}

type Action = "plan" | "apply";
/** Something that stands in the way, with its exit code. */
type Obstacle = { readonly problem: string; readonly exit: number };

const KEY = "ANTHROPIC_ADMIN_API_KEY";
const ADDRESS = "CLAUDE_ACCESS_ADMIN_BASE_URL";
const ENTERPRISE = `members and invites by API need Claude Enterprise, and a key of its primary owner with ${ADMIN_API.enterpriseScopes.join(" and ")}`;

/** What the environment says of access; the key is never printed. */
const accessIn = (environment: Readonly<NodeJS.ProcessEnv>): { key?: string; address?: string } | Obstacle => {
  const key = environment[KEY] || undefined;
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    return { problem: `${KEY} holds a space, a line break or a letter that no key has`, exit: EXIT.unusable };
  }
  const given = environment[ADDRESS] || undefined;
  const address = given === undefined ? undefined : adminAddress(given);
  if (given !== undefined && address === undefined) {
    return {
      problem: `${ADDRESS} must be https, or http on this machine, without user and query`,
      exit: EXIT.unusable,
    };
  }
  return { key, address };
};

const isClosed = (error: unknown): error is AdminFailure =>
  error instanceof AdminFailure && (error.status === 403 || error.status === 404);

/** Whether the key belongs to the declared organization. Undefined: keys of Claude Enterprise may not ask that. */
const belongs = async (api: AdminApi, { wish, organizations }: MembersInput): Promise<boolean | undefined | string> => {
  try {
    const id = await api.organizationId();
    return organizations.includes(id) ? true : id;
  } catch (error) {
    if (wish.route === "claude-ai" && isClosed(error)) return undefined;
    throw error;
  }
};

const compare = async (
  api: AdminApi,
  entry: string,
  asked: MembersInput,
  action: Action,
): Promise<MembersReport | Obstacle> => {
  const { wish, organizations } = asked;
  const belonging = await belongs(api, asked);
  if (typeof belonging === "string") {
    const declares = `${entry} declares ${organizations.join(", ")}`;
    return {
      problem: `the key in ${KEY} belongs to organization ${belonging}, and ${declares}; nothing was done`,
      exit: EXIT.unusable,
    };
  }
  const plan = planMembers(wish, await api.organization());
  const report = { entry, organizations, plan, isVerified: belonging === true };
  if (action === "plan") return report;
  const { applyPlan } = await import("../members/apply-plan");
  return { ...report, applied: await applyPlan(api, wish.route, plan.steps) };
};

const look = async (entry: string, asked: MembersInput, action: Action): Promise<MembersReport | Obstacle> => {
  const { wish, organizations } = asked;
  const byHand = (reason: string): MembersReport => ({ entry, organizations, manual: manualList(wish), reason });
  const access = accessIn(process.env);
  if ("problem" in access) return access;
  const { key, address } = access;
  if (organizations.length > 1) return byHand(`${entry} names several organizations, and not who belongs to which`);
  if (key === undefined) return byHand(`${KEY} is not set, so that nobody was compared with who is there`);
  // The HTTP client is loaded only now: it takes longer than a mistake in the arguments should.
  const { AdminApi } = await import("../members/admin-api");
  try {
    return await compare(new AdminApi({ key, address }), entry, asked, action);
  } catch (error) {
    if (!(error instanceof AdminFailure)) throw error;
    if (wish.route === "claude-ai" && isClosed(error)) return byHand(`${error.message}; ${ENTERPRISE}`);
    return { problem: `the people of ${entry} could not be read: ${error.message}`, exit: EXIT.unchecked };
  }
};

/** Compares who is wanted in an organization of Anthropic with who is there, and on `apply` invites whom it misses. */
export const members = async (action: Action, entry: string, options: MembersOptions): Promise<number> => {
  const loaded = loadOrPrint(options.declaration);
  if (loaded === undefined) return EXIT.unusable;
  const asked = membersInput(loaded, entry, options.remove ?? []);
  if ("problems" in asked) {
    printProblems(asked.problems);
    return EXIT.unusable;
  }
  const report = await look(entry, asked, action);
  if ("problem" in report) {
    printProblems([printable(report.problem)]);
    return report.exit;
  }
  process.stdout.write(options.format === "json" ? membersJson(report) : membersText(report));
  return membersExit(report, action);
};
