import type { Circumstances } from "../../circumstances";
import type { Problem, Rule } from "../../rule";
import { SINGLETON_TYPES, singletonsOf } from "../../singletons";

const MOST_NAMED = 3;

/** Names of the resources, `STACK/ADDRESS`, that make each singleton. */
const ownersOf = ({ views }: Circumstances): ReadonlyMap<string, ReadonlySet<string>> => {
  const owners = new Map<string, Set<string>>();
  for (const view of views) {
    for (const type of SINGLETON_TYPES) {
      for (const resource of view.ofType(type)) {
        for (const { key } of singletonsOf(view, resource)) {
          const known = owners.get(key) ?? new Set();
          owners.set(key, known.add(`${view.stack}/${resource.address}`));
        }
      }
    }
  }
  return owners;
};

const listed = (owners: readonly string[]): string => {
  const more = owners.length > MOST_NAMED ? ` and ${owners.length - MOST_NAMED} more` : "";
  return `${owners.slice(0, MOST_NAMED).join(", ")}${more}`;
};

/** What exists once is made by one resource of one stack. */
export const oneOwnerPerResource: Rule = {
  id: "aws/one-owner-per-resource",
  protects:
    "No two resources, of one stack or of several, make the same role, inline policy, provider, permission set or pod identity",
  appliesTo: SINGLETON_TYPES,
  remedy: "keep it in one place; what an account has once belongs to shared-ACCOUNT",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  check: (view, circumstances) => {
    const owners = circumstances.once(ownersOf);
    return SINGLETON_TYPES.flatMap((type) =>
      view.ofType(type).flatMap((resource) =>
        singletonsOf(view, resource).flatMap(({ key, what }): Problem[] => {
          const all = owners.get(key) ?? new Set();
          if (all.size < 2) return [];
          const others = [...all].filter((owner) => owner !== `${view.stack}/${resource.address}`).sort();
          const detail = `The ${what} is also made by ${listed(others)}: each apply overwrites the other's`;
          return [{ address: resource.address, what, detail, state: "violated" }];
        }),
      ),
    );
  },
};
