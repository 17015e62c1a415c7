import { type GoogleGrant, googleGrantsOf, googleProjectOf } from "../plans/google-grants";
import { textAt } from "../plans/json-value";
import { listIn } from "../plans/list-in";
import type { PlannedResource, PlanView } from "../plans/plan-view";
import { settingsDocumentsOf } from "../plans/settings-documents";
import type { Circumstances } from "./circumstances";
import { callsVertex } from "./google-callers";

const ACCOUNT = "google_service_account";
const REFERENCE = /<ref (google_service_account\.[^>]+)\.(?:account_id|email|id|member|name)>/;
const EMAIL = /([^/:]+)@([^/:.@]+)\.iam\.gserviceaccount\.com$/;

const accountKey = (project: string | undefined, id: string): string => `${id}@${project ?? ""}`;

const emailKey = (text: string): string | undefined => {
  const [, id, project] = EMAIL.exec(text) ?? [];
  return id === undefined ? undefined : accountKey(project, id);
};

const keyOfResource = (view: PlanView, resource: PlannedResource): string | undefined => {
  const id = textAt(resource.values, "account_id");
  const byEmail = emailKey(textAt(resource.values, "email") ?? "");
  return byEmail ?? (id === undefined ? undefined : accountKey(googleProjectOf(view, resource), id));
};

/** One name for one service account, however it is referred to; undefined where the plan does not tell. */
const accountIn = (view: PlanView, text: string): string | undefined => {
  const [, address] = REFERENCE.exec(text) ?? [];
  const resource = address === undefined ? undefined : view.find(address);
  return resource?.type === ACCOUNT ? keyOfResource(view, resource) : emailKey(text);
};

type GrantsByAccount = ReadonlyMap<string, readonly { readonly view: PlanView; readonly grant: GoogleGrant }[]>;

/** Grants by the service account that is their member. */
const grantsByAccount = ({ views }: Circumstances): GrantsByAccount => {
  const found = new Map<string, { readonly view: PlanView; readonly grant: GoogleGrant }[]>();
  for (const view of views) {
    for (const grant of view.once(googleGrantsOf)) {
      for (const member of grant.members) {
        const key = /^serviceAccount:|^<ref google_service_account\./.test(member)
          ? accountIn(view, member)
          : undefined;
        if (key !== undefined) listIn(found, key).push({ view, grant });
      }
    }
  }
  return found;
};

/**
 * Whether the plans show what a service account is for, and that is not calling models: it holds grants, all of them of other
 * services. False for an account that holds none here.
 * @param text reference, e-mail, or resource name of the account
 */
export const servesOtherwise = (view: PlanView, text: string, circumstances: Circumstances): boolean => {
  const key = accountIn(view, text);
  const grants = (key === undefined ? undefined : circumstances.once(grantsByAccount).get(key)) ?? [];
  return grants.length > 0 && grants.every((one) => callsVertex(one.view, one.grant, circumstances) === false);
};

/** Predefined roles by which somebody can give themselves any other role, or become who has it. */
const RAISES = /^roles\/(iam|resourcemanager)\./;
const CLAUDE = /claude|anthropic/i;

/** Whether a secret or a bucket is one of Claude's: by its name, or as one of a stack that gives out settings. */
const isOfClaude = (view: PlanView, { values }: PlannedResource): boolean =>
  view.once(settingsDocumentsOf).length > 0 ||
  CLAUDE.test(textAt(values, "secret_id") ?? "") ||
  CLAUDE.test(textAt(values, "bucket") ?? "");

/**
 * Whether a grant may lead to models, so that rules look at it: its role lets call them, is not known, or lets give roles away; it
 * is on a service account, unless that `servesOtherwise`; it is on a secret or a bucket of Claude's. All else in a plan (storage, a
 * training job's data, somebody's website) is nobody's business here.
 */
export const leadsToModels = (
  view: PlanView,
  { on, resource, role }: Pick<GoogleGrant, "on" | "resource" | "role">,
  circumstances: Circumstances,
): boolean => {
  if (on === "service_account")
    return !servesOtherwise(view, textAt(resource.values, "service_account_id") ?? "", circumstances);
  if (on === "secret_manager_secret" || on === "storage_bucket") return isOfClaude(view, resource);
  return RAISES.test(role ?? "") || callsVertex(view, { role }, circumstances) !== false;
};
