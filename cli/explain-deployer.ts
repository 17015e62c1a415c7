import { partitionOf } from "../catalog/aws-partitions";
import type { BedrockEntry } from "../declaration/schema";
import type { DeclaredStack } from "../stacks/build-stacks";
import {
  type DeployerPolicies,
  deployerPolicies,
  isIdentityCenterType,
  namePrefixOf,
} from "../stacks/deployer-policies";
import { buildForAMoment } from "../stacks/synthesise";
import { EXIT } from "./exit-codes";
import { type LoadedFile, loadOrPrint } from "./load";
import { printProblems } from "./print";

type Json = Readonly<Record<string, object>>;

const typesOf = (stack: DeclaredStack): string[] => {
  const { resource = {}, data = {} } = stack.toTerraform() as { resource?: Json; data?: Json };
  return [...Object.keys(resource), ...Object.keys(data).map((type) => `data.${type}`)].sort();
};

const existingRolesOf = ({ declaration }: LoadedFile, stack: string): string[] => {
  const roles = Object.values(declaration.teams)
    .filter(({ uses }) => (typeof uses === "string" ? [uses] : uses).includes(stack))
    .flatMap(({ workloads = {} }) => Object.values(workloads))
    .flatMap((workload) => ("existingRole" in workload ? [workload.existingRole.arn] : []));
  return [...new Set(roles)].sort();
};

const policiesOf = (
  loaded: LoadedFile,
  stack: DeclaredStack,
  name: string,
  entry: BedrockEntry,
): Record<string, DeployerPolicies> => {
  const at = {
    partition: partitionOf(entry.region).name,
    account: entry.account,
    region: entry.region,
    namePrefix: namePrefixOf(name, entry),
    rolePath: entry.rolePath ?? "/",
    existingRoles: existingRolesOf(loaded, stack.node.id),
  };
  const types = typesOf(stack);
  const own = types.filter((type) => !isIdentityCenterType(type));
  const center = types.filter(isIdentityCenterType);
  return {
    [`account ${entry.account}`]: deployerPolicies({ ...at, types: own }),
    ...(center.length > 0 ? { "Identity Center": deployerPolicies({ ...at, types: center }) } : {}),
  };
};

const entryOf = ({ declaration }: LoadedFile, stack: string): [string, BedrockEntry] | undefined =>
  Object.entries(declaration.providers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .find(([name, { account }]) => name === stack || `shared-${account}` === stack);

/** Prints, as JSON, the least policies that plan and apply of each stack need, by account. */
export const explainDeployer = (options: { readonly declaration?: string }): number => {
  const loaded = loadOrPrint(options.declaration);
  if (loaded === undefined) return EXIT.unusable;
  return buildForAMoment(loaded, (built) => {
    if ("problems" in built) {
      printProblems(built.problems);
      return EXIT.violated;
    }
    const stacks = Object.fromEntries(
      built.stacks.flatMap((stack) => {
        const entry = entryOf(loaded, stack.node.id);
        return entry === undefined ? [] : [[stack.node.id, policiesOf(loaded, stack, ...entry)]];
      }),
    );
    process.stdout.write(`${JSON.stringify({ schemaVersion: 1, stacks }, null, 2)}\n`);
    return EXIT.done;
  });
};
