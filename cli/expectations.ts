import { FAMILIES } from "../catalog/models";
import { cloudOfEntry, holdersAt, teamsOf } from "../declaration/entries";
import { modelSetOf } from "../declaration/models-of";
import type { AwsEntry, Declaration, ModelSet, ProviderEntry, Team } from "../declaration/schema";
import type {
  Expectations,
  ExpectedIdentity,
  ExpectedModel,
  ExpectedPlace,
  ExpectedStack,
} from "../policies/expectations";
import { sharedStackName } from "../stacks/shared-account-stack";
import type { LoadedFile } from "./load";
import { asksStacksAboutNames } from "./open-questions";

const expectedModels = (name: string, set: ModelSet | undefined): ExpectedModel[] => [
  ...FAMILIES.flatMap((family) => {
    const model = set?.[family];
    return model === undefined ? [] : [{ model, path: `models.${name}.${family}` }];
  }),
  ...(set?.retiring ?? []).map(({ model, until }, index) => ({
    ...{ model, retiringUntil: until, path: `models.${name}.retiring[${index}].until` },
  })),
];

const identitiesOf = (
  team: string,
  { people, ci = {}, workloads = {} }: Pick<Team, "people" | "ci" | "workloads">,
  models: readonly ExpectedModel[],
): ExpectedIdentity[] => [
  ...(people === undefined ? [] : [{ team, identity: "people", path: `teams.${team}.people`, models }]),
  ...Object.keys(ci).map((name) => ({ team, identity: `ci/${name}`, path: `teams.${team}.ci.${name}`, models })),
  ...Object.keys(workloads).map((name) => ({
    ...{ team, identity: `workload/${name}`, path: `teams.${team}.workloads.${name}`, models },
  })),
];

const isAws = (entry: ProviderEntry): entry is AwsEntry => cloudOfEntry(entry) === "AWS";

/** Places of the provider configurations that a stack on AWS has; other clouds are not judged by place. */
const placesOf = (entry: ProviderEntry): Record<string, ExpectedPlace> => {
  if (!isAws(entry)) return {};
  const { account, region, signIn } = entry;
  const center = signIn !== undefined && "identityCenter" in signIn ? signIn.identityCenter : undefined;
  return {
    "provider.aws": { account, region },
    ...(center === undefined
      ? {}
      : { "provider.aws.identity_center": { account: center.account, region: center.region } }),
  };
};

const termsOf = (entry: ProviderEntry): Pick<ExpectedStack, "anthropicTerms"> => {
  if (entry.route !== "foundry" || entry.anthropicTerms?.accept !== true) return {};
  const { organizationName, countryCode, industry } = entry.anthropicTerms;
  return { anthropicTerms: { organizationName, countryCode, industry } };
};

const entryStack = (declaration: Declaration, name: string, entry: ProviderEntry): ExpectedStack => {
  const permissionsBoundary = isAws(entry) ? entry.permissionsBoundary : undefined;
  return {
    path: `providers.${name}`,
    isEntry: true,
    places: placesOf(entry),
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    ...(entry.route === "vertex" && entry.modelRestriction === "settings" ? { modelsBySettings: true } : {}),
    ...termsOf(entry),
    identities: teamsOf(declaration, name).flatMap(([team, declared]) => {
      const models = expectedModels(declared.models ?? "", modelSetOf(declaration, declared));
      return identitiesOf(team, holdersAt(declaration, entry, declared), models);
    }),
  };
};

/** What a stack holds that is no entry's own: nobody's identity, in the account that its name says. */
const sharedStack = ({ providers }: Declaration, stack: string): ExpectedStack => {
  const found = Object.entries(providers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .find(([, entry]) => isAws(entry) && sharedStackName(entry.account) === stack);
  if (found === undefined) return { path: "providers", isEntry: false, places: {}, identities: [] };
  const { "provider.aws": place = {} } = placesOf(found[1]);
  return { path: `providers.${found[0]}`, isEntry: false, places: { "provider.aws": place }, identities: [] };
};

const githubIssuersOf = ({ teams }: Declaration): string[] => {
  const sources = Object.values(teams).flatMap(({ ci = {} }) => Object.values(ci));
  const servers = sources.flatMap((source) => ("github" in source ? (source.github.server ?? []) : []));
  return [...new Set(servers)].sort();
};

/** Repositories that are pinned by name, of teams about which the declaration asks that itself. */
const githubByName = (declaration: Declaration): { githubByName?: string[] } => {
  const teams = Object.entries(declaration.teams).filter(([team]) => !asksStacksAboutNames(declaration, team));
  const repositories = teams.flatMap(([, { ci = {} }]) =>
    Object.values(ci).flatMap((source) => {
      if (!("github" in source)) return [];
      const { repository, subject, ownerId, repositoryId } = source.github;
      return subject === undefined && ownerId === undefined && repositoryId === undefined ? [repository] : [];
    }),
  );
  return repositories.length === 0 ? {} : { githubByName: [...new Set(repositories)].sort() };
};

/**
 * What a declaration says, as the policies take it.
 *
 * @param stacks names of the stacks that it is built into
 */
export const expectationsOf = (
  { declaration, places }: Pick<LoadedFile, "declaration" | "places">,
  stacks: readonly string[],
): Expectations => ({
  stacks: new Map(
    stacks.map((name) => {
      const entry = declaration.providers[name];
      return [name, entry === undefined ? sharedStack(declaration, name) : entryStack(declaration, name, entry)];
    }),
  ),
  githubIssuers: githubIssuersOf(declaration),
  ...githubByName(declaration),
  places,
});
