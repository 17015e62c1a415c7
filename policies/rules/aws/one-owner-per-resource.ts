import type { PlanView } from "../../../plans/plan-view";
import type { Circumstances } from "../../circumstances";
import type { Problem, Rule } from "../../rule";
import { SINGLETON_TYPES, singletonsOf } from "../../singletons";

const MOST_NAMED = 3;

interface Maker {
  readonly view: PlanView;
  readonly address: string;
  readonly what: string;
}

const nameOf = ({ view, address }: Maker): string => `${view.stack}/${address}`;

/** Makers, by name, of every singleton that has several of them. */
const contestedOf = ({ views }: Circumstances): readonly ReadonlyMap<string, Maker>[] => {
  const makers = new Map<string, Map<string, Maker>>();
  for (const view of views) {
    for (const resource of SINGLETON_TYPES.flatMap((type) => view.ofType(type))) {
      for (const { key, what } of singletonsOf(view, resource)) {
        const maker = { view, address: resource.address, what };
        const known = makers.get(key) ?? new Map<string, Maker>();
        makers.set(key, known.set(nameOf(maker), maker));
      }
    }
  }
  return [...makers.values()].filter(({ size }) => size > 1);
};

/** Some of the names besides one's own; `sorted` holds it. */
const othersThan = (own: string, sorted: readonly string[]): string => {
  const others = sorted.slice(0, MOST_NAMED + 1).filter((name) => name !== own);
  const unnamed = sorted.length - 1 - MOST_NAMED;
  return `${others.slice(0, MOST_NAMED).join(", ")}${unnamed > 0 ? ` and ${unnamed} more` : ""}`;
};

/** What exists once is made by one resource of one stack. */
export const oneOwnerPerResource: Rule = {
  id: "aws/one-owner-per-resource",
  protects:
    "No two resources, of one stack or of several, make the same role, user, policy, provider, permission set, pod identity or log of Bedrock's calls",
  appliesTo: SINGLETON_TYPES,
  remedy: "keep it in one place; what an account has once belongs to shared-ACCOUNT",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  check: (view, circumstances) =>
    circumstances.once(contestedOf).flatMap((makers) => {
      const names = [...makers.keys()].sort();
      return [...makers]
        .filter(([, maker]) => maker.view.stack === view.stack)
        .map(([name, maker]): Problem => {
          const detail = `The ${maker.what} is also made by ${othersThan(name, names)}: each apply overwrites the other's`;
          return { address: maker.address, what: maker.what, detail, state: "violated" };
        });
    }),
};
