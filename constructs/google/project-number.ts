import { DataGoogleProject } from "@cdktf/provider-google/lib/data-google-project";
import type { Construct } from "constructs";

/**
 * Number of a project: as declared, or read from Google at plan time; then it is a token, and audiences are known only in a
 * plan. Pipelines and pods are known by it.
 */
export const projectNumberOf = (
  scope: Construct,
  id: string,
  props: { readonly project: string; readonly projectNumber?: string },
): string => {
  if (props.projectNumber !== undefined) return props.projectNumber;
  const data = new DataGoogleProject(scope, id, { projectId: props.project });
  data.overrideLogicalId("project");
  return data.number;
};
