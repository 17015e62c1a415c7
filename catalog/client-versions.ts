import type { Source } from "./source";

/** From which client version on something works. */
export interface VersionGate extends Source {
  /** `MAJOR.MINOR.PATCH`. */
  readonly since: string;
}

const CHANGELOG = { source: "changelog of @anthropic-ai/claude-code", date: "2026-11-22" };
/** 2.1.240 ignores it and 2.1.330 honours it; the first version that has it lies between and was not looked for. */
const SEEN_IN_330 = {
  since: "2.1.330",
  source: "@anthropic-ai/claude-code 2.1.330 and 2.1.240, run on loopback",
  date: "2026-11-23",
};

/** Versions that the settings of this tool depend on, by what they brought. An older client ignores it, silently. */
export const CLIENT_GATES = {
  allowedProviders: SEEN_IN_330,
  availableModelsMatch: SEEN_IN_330,
  /** 2.1.240 asks Resource Manager for the project first, also on Vertex AI, and gives up where it may not. */
  federatedVertexAlone: SEEN_IN_330,
  enforceAvailableModels: { since: "2.1.175", ...CHANGELOG },
  /** 2.1.146 to 2.1.160 refuse sessions on a cloud, too, where an organization is pinned. */
  loginPolicy: { since: "2.1.161", ...CHANGELOG },
  /** Several organizations in one policy; 2.1.240 is the oldest client that was looked at. */
  loginOrganizations: { since: "2.1.240", source: "code.claude.com, settings of client 2.1.240", date: "2026-08-22" },
  gatewayLogin: SEEN_IN_330,
  googleCloudPlatform: { since: "2.1.307", ...CHANGELOG },
  managedDropIns: { since: "2.1.83", ...CHANGELOG },
  managedEnvironmentOfAllSources: { since: "2.1.223", ...CHANGELOG },
  mantle: { since: "2.1.94", ...CHANGELOG },
  modelOverrides: { since: "2.1.73", ...CHANGELOG },
  operatingSystemPolicies: { since: "2.1.51", ...CHANGELOG },
  regionPrefix: { since: "2.1.224", ...CHANGELOG },
  requiredMinimumVersion: { since: "2.1.163", ...CHANGELOG },
} as const satisfies Record<string, VersionGate>;

/** Whether `version` is `least` or newer; both as `MAJOR.MINOR.PATCH`. */
export const isAtLeast = (version: string, least: string): boolean => {
  const numbers = (text: string) => text.split(".").map(Number);
  const [have, want] = [numbers(version), numbers(least)];
  const index = have.findIndex((number, at) => number !== want[at]);
  return index === -1 || (have[index] ?? 0) > (want[index] ?? 0);
};
