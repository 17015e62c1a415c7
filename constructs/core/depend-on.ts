import { dependable, type ITerraformDependable, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * Has every resource below `scope` wait for others. CDKTF writes no `depends_on` for `node.addDependency` between resources
 * of one stack, so that is what has to be said.
 */
export const dependOn = (scope: IConstruct, ...on: readonly ITerraformDependable[]): void => {
  for (const construct of scope.node.findAll()) {
    if (!(construct instanceof TerraformResource) || on.includes(construct)) continue;
    construct.dependsOn = [...new Set([...(construct.dependsOn ?? []), ...on.map(dependable)])];
  }
};
