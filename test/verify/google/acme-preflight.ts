import type { CheckResult } from "../../../verify/check-result";
import { type PreflightGoogle, preflightGoogle } from "../../../verify/google/preflight-google";
import { CLEAN, GROUP, PROJECT } from "./acme-world";
import { type Answers, FakeGoogle, TOKEN } from "./fake-google";

export const MODELS = ["claude-opus-4-8", "claude-haiku-4-5@20251001"];

export const fine = (check: string, subject: string, detail: string): CheckResult => ({
  check,
  state: "fine",
  subject,
  detail,
});
export const noDeny = (resource: string) => fine("deny-policies", resource, "0 deny policies, none in the way");
export const STANDS = fine(
  "project",
  "projects/acme-claude",
  `stands in ${PROJECT}, folders/77, folders/66, organizations/55`,
);
/** What is said where nothing is in the way of one group. */
export const CLEAN_REPORT: readonly CheckResult[] = [
  STANDS,
  fine("services", "aiplatform.googleapis.com", "on in acme-claude"),
  fine("models", "claude-opus-4-8", "allowed by vertexai.allowedModels"),
  fine("models", "claude-haiku-4-5@20251001", "allowed by vertexai.allowedModels"),
  noDeny(PROJECT),
  noDeny("folders/77"),
  noDeny("folders/66"),
  noDeny("organizations/55"),
  fine("access-boundaries", GROUP, "no boundary"),
];
/** The clean report, with other results for one subject. */
export const except = (check: string, subject: string, ...results: readonly CheckResult[]): CheckResult[] =>
  CLEAN_REPORT.flatMap((one) => (one.check === check && one.subject === subject ? results : [one]));

/** A loopback server for the tests of one file, and the preflight of acme's project against it. */
export const acmePreflight = () => {
  const google = new FakeGoogle();
  beforeAll(() => google.start());
  afterAll(() => google.stop());
  const look = async (answers: Answers, more: Partial<PreflightGoogle> = {}): Promise<CheckResult[]> => {
    google.play({ ...CLEAN, ...answers });
    const results = await preflightGoogle({
      project: "acme-claude",
      principals: [GROUP],
      models: MODELS,
      endpoints: google.endpoints,
      auth: google.credentials(),
      deadlineMs: 5_000,
      ...more,
    });
    expect(JSON.stringify(results)).not.toContain(TOKEN);
    return results;
  };
  return { google, look };
};
