import { type ApiFailure, thrownFailure } from "../api-failure";
import type { GoogleApi } from "./google-api";

interface Resource {
  readonly name?: string;
  readonly projectId?: string;
  readonly parent?: string;
  readonly state?: string;
  readonly directoryCustomerId?: string;
}

/** Where a project stands: itself, its folders, its organization. */
export interface Ancestry {
  /** Id or number, as it was asked for. */
  readonly project: string;
  /** `projects/NUMBER` (or the id, where the project cannot be read), `folders/ID` …, `organizations/ID`: nearest first. */
  readonly resources: readonly string[];
  /** The project by all names that are known: `projects/NUMBER`, `projects/ID`. */
  readonly projectNames: readonly string[];
  readonly organization?: string;
  /** Customer id of the organization's directory. */
  readonly customer?: string;
  /** Such as `ACTIVE`. */
  readonly state?: string;
  /** What could not be read: resources above it may be missing. */
  readonly gap?: { readonly resource: string; readonly failure: ApiFailure };
}

/** Folders nest ten deep. @see https://docs.cloud.google.com/resource-manager/docs/limits */
const DEEPEST = 12;

const readResource = async (api: GoogleApi, name: string): Promise<Resource | ApiFailure> => {
  try {
    return await api.read<Resource>("resourceManager", `/v3/${name}`);
  } catch (error) {
    return thrownFailure(error);
  }
};

/** Walks from a project (id or number) to its organization; what cannot be read ends the walk and is named as the gap. */
export const findAncestry = async (api: GoogleApi, project: string): Promise<Ancestry> => {
  const asked = `projects/${project}`;
  const first = await readResource(api, asked);
  if (first instanceof Error) {
    return { project, resources: [asked], projectNames: [asked], gap: { resource: asked, failure: first } };
  }
  const number = first.name ?? asked;
  const id = first.projectId === undefined ? asked : `projects/${first.projectId}`;
  const projectNames = [...new Set([number, id])];
  const above: string[] = [];
  const found = () => ({ project, resources: [number, ...above], projectNames, state: first.state });
  for (let next = first.parent; next !== undefined && above.length < DEEPEST; ) {
    above.push(next);
    const resource = await readResource(api, next);
    const organization = next.startsWith("organizations/") ? next : undefined;
    if (resource instanceof Error) return { ...found(), organization, gap: { resource: next, failure: resource } };
    if (organization !== undefined) return { ...found(), organization, customer: resource.directoryCustomerId };
    next = resource.parent;
  }
  return found();
};

/** Whether all that stands above the project is known, even if not everything of it could be read. */
export const isWhole = ({ gap, organization }: Ancestry): boolean => gap === undefined || organization !== undefined;
