import { partitionOf } from "../catalog/aws-partitions";
import { OTHER_STATES } from "../catalog/state-permissions";
import { issuerKeyOf } from "../constructs/aws/trust/web-identity-trust";
import { allAws, teamsOf } from "../declaration/entries";
import type { AwsEntry } from "../declaration/schema";
import type { DeclaredStack } from "../stacks/build-stacks";
import {
  type DeployerPolicies,
  deployerPolicies,
  isIdentityCenterType,
  namePrefixOf,
} from "../stacks/deployer-policies";
import { statePolicies } from "../stacks/state-policies";
import { buildForAMoment } from "../stacks/synthesise";
import { EXIT } from "./exit-codes";
import { type LoadedFile, loadOrPrint } from "./load";
import { printProblems } from "./print";

/** Resources by type, by name. */
type Json = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
interface Synthesised {
  readonly resource?: Json;
  readonly data?: Json;
  readonly terraform?: { readonly backend?: { readonly s3?: Readonly<Record<string, unknown>> } };
}

const typesOf = ({ resource = {}, data = {} }: Synthesised): string[] =>
  [...Object.keys(resource), ...Object.keys(data).map((type) => `data.${type}`)].sort();

/** What one attribute says over all resources of a type; sorted, each once. */
const valuesOf = ({ resource = {} }: Synthesised, type: string, attribute: string): string[] => {
  const values = Object.values(resource[type] ?? {}).map((one) => String(one[attribute]));
  return [...new Set(values)].sort();
};

const existingRolesOf = ({ declaration }: LoadedFile, stack: string): string[] => {
  const roles = teamsOf(declaration, stack)
    .flatMap(([, { workloads = {} }]) => Object.values(workloads))
    .flatMap((workload) => ("existingRole" in workload ? [workload.existingRole.arn] : []));
  return [...new Set(roles)].sort();
};

const instanceOf = ({ signIn }: AwsEntry): string | undefined =>
  signIn !== undefined && "identityCenter" in signIn ? signIn.identityCenter.instanceArn : undefined;

const policiesOf = (
  loaded: LoadedFile,
  stack: DeclaredStack,
  name: string,
  entry: AwsEntry,
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
    permissionsBoundary: entry.permissionsBoundary,
    instanceArn: instanceOf(entry),
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

const entryOf = ({ declaration }: LoadedFile, stack: string): [string, AwsEntry] | undefined =>
  allAws(declaration)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .find(([name, { account }]) => name === stack || `shared-${account}` === stack);

const FROM_ELSEWHERE =
  "The bucket comes from elsewhere (-backend-config): grant the deployer s3:ListBucket on it, s3:GetObject and s3:PutObject on the keys.";

/** What the deployer needs where states lie: policies a stack for S3, else a sentence. */
const stateOf = (loaded: LoadedFile, stacks: readonly DeclaredStack[]): object => {
  const built = stacks.map((stack) => ({
    name: stack.node.id,
    terraform: (stack.toTerraform() as Synthesised).terraform,
  }));
  const { backend: blocks = { cloud: {} } } = built[0]?.terraform ?? {};
  const backend = Object.keys(blocks)[0] ?? "local";
  if (backend !== "s3") return { backend, note: OTHER_STATES[backend] };
  const policies = built.flatMap(({ name, terraform }) => {
    const region = entryOf(loaded, name)?.[1].region ?? allAws(loaded.declaration)[0]?.[1].region ?? "us-east-1";
    const found = statePolicies(terraform?.backend?.s3 ?? {}, region);
    return found === undefined ? [] : [[name, found]];
  });
  return policies.length === 0 ? { backend, note: FROM_ELSEWHERE } : { backend, stacks: Object.fromEntries(policies) };
};

const NOT_EXPLAINED =
  "Only policies of entries on AWS are printed. What a deployer needs elsewhere, and for keys, stands in docs/google.md, docs/azure.md and docs/anthropic.md.";

/** Stacks that nothing is printed of, so that nobody takes that for needing nothing; left out where there are none. */
const othersThan = (explained: Readonly<Record<string, object>>, stacks: readonly DeclaredStack[]): object => {
  const others = stacks.map(({ node }) => node.id).filter((name) => !Object.hasOwn(explained, name));
  return others.length === 0 ? {} : { notExplained: { stacks: others.sort(), note: NOT_EXPLAINED } };
};

/** Prints, as JSON, the least policies that plan and apply of each stack need, by account, and for its state. */
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
    const others = othersThan(stacks, built.stacks);
    process.stdout.write(
      `${JSON.stringify({ schemaVersion: 1, stacks, ...others, state: stateOf(loaded, built.stacks) }, null, 2)}\n`,
    );
    return EXIT.done;
  });
};
