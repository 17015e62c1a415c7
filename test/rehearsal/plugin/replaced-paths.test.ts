import { replacedPaths } from "../../../rehearsal/plugin/replaced-paths";
import type { Block, BlockType } from "../../../rehearsal/plugin/schema";
import { UNKNOWN, type Values } from "../../../rehearsal/plugin/values";

const inner = (nesting_mode: BlockType["nesting_mode"]): BlockType => ({
  nesting_mode,
  block: { attributes: { a: { type: "string" }, b: { type: "string" } } },
});
const BLOCK: Block = {
  attributes: { name: { type: "string" }, note: { type: "string" } },
  block_types: { list: inner("list"), set: inner("set"), one: inner("single") },
};
const FORCE_NEW = ["name", "list.a", "set.a", "one.a"];
const PRIOR: Values = { name: "x", note: "x", list: [{ a: "1", b: "1" }], set: [{ a: "1" }], one: { a: "1", b: "1" } };

test.each<[string, Values, unknown[]]>([
  ["nothing changes", {}, []],
  ["a note", { note: "y" }, []],
  ["a name", { name: "y" }, [["name"]]],
  ["a name that only an apply knows", { name: UNKNOWN }, [["name"]]],
  ["an attribute in a list", { list: [{ a: "2", b: "1" }] }, [["list", 0, "a"]]],
  ["a harmless attribute in a list", { list: [{ a: "1", b: "2" }] }, []],
  ["a longer list", { list: [{ a: "1", b: "1" }, { a: "3" }] }, [["list"]]],
  ["an attribute in a set, which has no address", { set: [{ a: "2" }] }, [["set"]]],
  ["an attribute in a single block", { one: { a: "2", b: "1" } }, [["one", "a"]]],
  ["a single block that goes", { one: null }, [["one"]]],
])("%s", (_what, change, paths) => {
  expect(replacedPaths(BLOCK, FORCE_NEW, PRIOR, { ...PRIOR, ...change })).toEqual(paths);
});

const GEO: Block = {
  attributes: {
    name: { type: "string" },
    residency: {
      nested_type: {
        nesting_mode: "single",
        attributes: { geo: { type: "string" }, allowed: { type: ["list", "string"] } },
      },
    },
    labels: { nested_type: { nesting_mode: "map", attributes: { geo: { type: "string" } } } },
  },
};
const AT_US: Values = { name: "x", residency: { geo: "us", allowed: ["us"] }, labels: { a: { geo: "us" } } };

test.each<[string, Values, unknown[]]>([
  ["another place", { residency: { geo: "eu", allowed: ["us"] } }, [["residency", "geo"]]],
  ["a place that only an apply knows", { residency: { geo: UNKNOWN, allowed: ["us"] } }, [["residency", "geo"]]],
  ["more places to answer from", { residency: { geo: "us", allowed: ["us", "eu"] } }, []],
  ["an attribute that goes as a whole", { residency: null }, [["residency"]]],
  ["a member of a map, which has no name in a path", { labels: { a: { geo: "eu" } } }, [["labels"]]],
])("inside an attribute: %s", (_what, change, paths) => {
  expect(replacedPaths(GEO, ["residency.geo", "labels.geo"], AT_US, { ...AT_US, ...change })).toEqual(paths);
});
