import { Construct } from "constructs";

/** What the construct of one identity lies under: `ci/deploy` under a construct `ci`, `people` directly under `scope`. */
export const identityParent = (scope: Construct, identity: string): Construct => {
  const [kind = identity, name] = identity.split("/");
  if (name === undefined) return scope;
  return (scope.node.tryFindChild(kind) as Construct | undefined) ?? new Construct(scope, kind);
};

/** Id of that construct there: `deploy`, `people`. */
export const identityId = (identity: string): string => identity.split("/").pop() ?? identity;

/** Construct of one identity below `parent`. */
export const identityPlace = (parent: Construct, identity: string): Construct =>
  new Construct(identityParent(parent, identity), identityId(identity));
