import { Construct } from "constructs";

/** Construct of one identity below `parent`: `ci/deploy` lies under a construct `ci`, `people` directly under it. */
export const identityPlace = (parent: Construct, identity: string): Construct => {
  const [kind = identity, name] = identity.split("/");
  if (name === undefined) return new Construct(parent, kind);
  const group = (parent.node.tryFindChild(kind) as Construct | undefined) ?? new Construct(parent, kind);
  return new Construct(group, name);
};
