import type { Behaviours } from "../plugin/behaviour";

/** A provider of which nothing is known beyond its schema and its table of behaviour. */
export const genericBehaviours = (): Behaviours => ({
  caller: () => ({ account: "", region: "" }),
  resources: {},
  dataSources: {},
});
