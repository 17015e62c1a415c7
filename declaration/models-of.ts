import { FAMILIES } from "../catalog/models";
import type { ModelSet } from "./schema";

/** Every model of a set that is granted: pinned ones by family, then retiring ones. */
export const modelsOf = (set: ModelSet): string[] => [
  ...FAMILIES.flatMap((family) => set[family] ?? []),
  ...(set.retiring ?? []).map(({ model }) => model),
];
