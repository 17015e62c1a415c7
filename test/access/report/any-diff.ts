import fc from "fast-check";
import type { AccessDiff, IdentityDiff, KnownAfterApply, SettingsDiff } from "../../../access/access-diff";
import type { Entrance, ModelAccess } from "../../../access/access-side";
import { anyText } from "../../helpers/any-text";
import { change, diffOf } from "./sample-diff";

/** Names that try to get out of where they are written. */
export const HOSTILE_NAMES: readonly string[] = [
  "`code` ``two``",
  "| a | b |\n| --- | --- |",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "</details></summary><h1>x</h1>",
  "@everyone @acme/admins",
  "#1 GH-12 acme/app#7 !3 $4 ~bug %v1 &5",
  "[click](https://evil.example) ![x](https://evil.example/x.png)",
  "https://evil.example www.evil.example ann@evil.example",
  "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
  "\u202egnp.exe\u2066 \u200b\ufeff\u00ad",
  "\u001b[2J\u001b]8;;https://evil.example\u0007x\u009b1m\u0000\u0008",
  "\r\n\n# heading\n- list\n> quote\n---\n1. one",
  "]]> --> &amp; &#64; ' \" <!--",
  "\ud800 lone",
  "/close\n/assign @me",
  "*b* _i_ ~~s~~ \\` \\",
  " ",
  "",
  "1. 2) 3",
  "x".repeat(5_000),
  "שלום עולם 漢字 🙂",
];

const anyName = () => fc.oneof(fc.constantFrom(...HOSTILE_NAMES), anyText({ maxLength: 40 }));
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });

const anyModel = (): fc.Arbitrary<ModelAccess> =>
  fc.record({
    route: fc.constantFrom(
      "bedrock",
      "mantle",
      "anthropic-aws",
      "vertex",
      "foundry",
      "console",
      "claude-ai",
      "gateway",
    ),
    model: anyName(),
    name: anyName(),
    geography: fc.option(anyName(), { nil: undefined }),
    through: anyName(),
    certainty: fc.constantFrom("sure", "possible"),
  });
const anyEntrance = (): fc.Arbitrary<Entrance> => fc.record({ key: anyName(), text: anyName() });

const anyIdentity = (): fc.Arbitrary<IdentityDiff> =>
  fc
    .record({
      ...{ id: anyName(), address: anyName(), kind: anyName(), name: anyName(), stack: anyName() },
      cloud: fc.constantFrom("aws", "google", "azure", "anthropic"),
      ...{ holders: few(anyName()), replacedFor: few(anyName()), open: few(anyName()) },
      change: fc.constantFrom("added", "removed", "replaced", "changed", "unchanged"),
      models: fc.tuple(few(anyModel()), few(anyModel()), few(anyModel())),
      entrances: fc.tuple(few(anyEntrance()), few(anyEntrance()), few(anyEntrance())),
      openSessions: fc.option(
        fc.record({ seconds: fc.option(fc.nat(), { nil: undefined }), why: anyName(), source: anyName() }),
        { nil: undefined },
      ),
      declared: fc.option(
        fc.record({ path: anyName(), reason: anyName(), file: anyName(), line: fc.nat(), column: fc.nat() }),
        { nil: undefined },
      ),
    })
    .map(({ models, entrances, openSessions, declared, ...rest }) => ({
      ...rest,
      models: change(...models),
      entrances: change(...entrances),
      ...(openSessions === undefined ? {} : { openSessions }),
      ...(declared === undefined ? {} : { declared }),
    }));

const anySettings = (): fc.Arbitrary<SettingsDiff> =>
  fc.record({
    ...{ stack: anyName(), team: anyName(), identity: anyName() },
    change: fc.constantFrom("added", "removed", "changed"),
    keys: few(
      fc.record(
        {
          key: anyName(),
          before: fc.oneof(anyName(), fc.json({ maxDepth: 1 })),
          after: fc.oneof(anyName(), fc.json({ maxDepth: 1 })),
        },
        { requiredKeys: ["key"] },
      ),
    ),
  });

const anyKnown = (): fc.Arbitrary<KnownAfterApply> =>
  fc.record({
    ...{ stack: anyName(), address: anyName(), argument: anyName(), references: few(anyName()) },
    hidesAccess: fc.boolean(),
  });

/** Diffs whose every text may be hostile. */
export const anyDiff = (): fc.Arbitrary<AccessDiff> =>
  fc
    .tuple(fc.array(anyIdentity(), { maxLength: 8 }), few(anySettings()), few(anyKnown()))
    .map(([identities, settings, known]) => diffOf(identities, settings, known));

/** The same diff, told in another order. */
export const reversed = (diff: AccessDiff): AccessDiff => {
  const back = <T>(all: readonly T[]): T[] => [...all].reverse();
  return {
    ...diff,
    stacks: back(diff.stacks),
    identities: back(diff.identities).map((identity) => ({
      ...identity,
      holders: back(identity.holders),
      replacedFor: back(identity.replacedFor),
      open: back(identity.open),
      models: change(back(identity.models.gained), back(identity.models.lost), back(identity.models.kept)),
      entrances: change(back(identity.entrances.gained), back(identity.entrances.lost), back(identity.entrances.kept)),
    })),
    settings: back(diff.settings).map((one) => ({ ...one, keys: back(one.keys) })),
    knownAfterApply: back(diff.knownAfterApply),
  };
};

/** Ten thousand identities, no two of which change alike. */
export const manyUnlike = (count: number): AccessDiff =>
  diffOf(
    Array.from({ length: count }, (_, nth): IdentityDiff => {
      const model: ModelAccess = {
        ...{ route: "bedrock", model: `m-${nth}`, name: `Model ${nth} <b>`, geography: "eu", through: "*" },
        certainty: "sure",
      };
      const kinds = ["added", "removed", "replaced", "changed"] as const;
      return {
        ...{ id: `a.${nth}`, address: `a.${nth}`, cloud: "aws", kind: "role", name: `role-${nth}`, stack: "aws-eu" },
        ...{ holders: [`team-${nth} people`], change: kinds[nth % 4] ?? "added", replacedFor: [], open: [] },
        models: nth % 2 === 0 ? change([model]) : change<ModelAccess>([], [model]),
        entrances: change<Entrance>([]),
      };
    }),
  );
