type Json = Readonly<Record<string, unknown>>;

const without = (json: unknown, ...keys: readonly string[]): Json =>
  Object.fromEntries(Object.entries((json ?? {}) as Json).filter(([key]) => !keys.includes(key)));

/** Provider blocks without the version that an override asks for. */
const unpinned = (configuration: unknown): Json => {
  const { provider_config, ...rest } = (configuration ?? {}) as { provider_config?: Json };
  if (provider_config === undefined) return rest;
  const blocks = Object.entries(provider_config).map(([key, block]) => [key, without(block, "version_constraint")]);
  return { provider_config: Object.fromEntries(blocks), ...rest };
};

/** What an emulator of IAM makes anew each time: ids that it draws, and when something was made. */
const withoutChance = (text: string): string =>
  text
    .replace(/"(A(?:ROA|NPA|IDA))[0-9A-F]{17}"/g, '"$1CORPUS00000000000"')
    .replace(/"20\d\d-\d\d-\d\dT[\d:.]+Z"/g, '"2000-01-01T00:00:00Z"');

/** What is kept of a plan, in its order; versions of Terraform differ in what else they tell. */
const KEPT = ["format_version", "variables", "planned_values", "resource_changes", "output_changes"] as const;

/** A plan as Terraform shows it, less what differs from one run to the next. */
export const normalisedPlan = (text: string): string => {
  const { prior_state, configuration, ...plan } = JSON.parse(text) as Json;
  const normalised = {
    ...Object.fromEntries(KEPT.flatMap((key) => (plan[key] === undefined ? [] : [[key, plan[key]]]))),
    ...(prior_state === undefined ? {} : { prior_state: without(prior_state, "terraform_version") }),
    configuration: unpinned(configuration),
  };
  return `${withoutChance(JSON.stringify(normalised, null, 1))}\n`;
};
