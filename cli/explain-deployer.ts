import { partitionOf } from "../catalog/aws-partitions";
import { issuerKeyOf } from "../constructs/aws/trust/web-identity-trust";
import { allBedrock } from "../declaration/entries";
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

/** Resources by type, by name. */
type Json = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
interface Synthesised {
  readonly resource?: Json;
  readonly data?: Json;
}

const typesOf = ({ resource = {}, data = {} }: Synthesised): string[] =>
  [...Object.keys(resource), ...Object.keys(data).map((type) => `data.${type}`)].sort();

/** What one attribute says over all resources of a type; sorted, each once. */
const valuesOf = ({ resource = {} }: Synthesised, type: string, attribute: string): string[] => {
  const values = Object.values(resource[type] ?? {}).map((one) => String(one[attribute]));
  return [...new Set(values)].sort();
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
  const synthesised = stack.toTerraform() as Synthesised;
  const at = {
    partition: partitionOf(entry.region).name,
    account: entry.account,
    region: entry.region,
    namePrefix: namePrefixOf(name, entry),
    rolePath: entry.rolePath ?? "/",
    existingRoles: existingRolesOf(loaded, stack.node.id),
    oidcProviders: valuesOf(synthesised, "aws_iam_openid_connect_provider", "url").map(issuerKeyOf),
    samlProviders: valuesOf(synthesised, "aws_iam_saml_provider", "name"),
    clusters: valuesOf(synthesised, "aws_eks_pod_identity_association", "cluster_name"),
  };
  const types = typesOf(synthesised);
  const own = types.filter((type) => !isIdentityCenterType(type));
  const center = types.filter(isIdentityCenterType);
  return {
    ...(own.length > 0 ? { [`account ${entry.account}`]: deployerPolicies({ ...at, types: own }) } : {}),
    ...(center.length > 0 ? { "Identity Center": deployerPolicies({ ...at, types: center }) } : {}),
  };
};

const entryOf = ({ declaration }: LoadedFile, stack: string): [string, BedrockEntry] | undefined =>
  allBedrock(declaration)
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
