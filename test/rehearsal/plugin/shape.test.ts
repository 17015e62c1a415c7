import type { Block } from "../../../rehearsal/plugin/schema";
import {
  conform,
  dynamicFromWire,
  dynamicToWire,
  missingAttributes,
  plannedValues,
  settle,
  withDefaults,
  writeOnlyAttributes,
} from "../../../rehearsal/plugin/shape";
import { UNKNOWN } from "../../../rehearsal/plugin/values";

const BLOCK: Block = {
  attributes: {
    name: { type: "string", required: true },
    id: { type: "string", computed: true },
    size: { type: "number", optional: true, computed: true },
    members: { type: ["list", "string"], computed: true },
    secret: { type: "string", optional: true, write_only: true },
    where: {
      optional: true,
      nested_type: {
        nesting_mode: "single",
        attributes: {
          place: { type: "string", required: true },
          zone: { type: "string", optional: true, computed: true },
          key: { type: "string", optional: true, write_only: true },
        },
      },
    },
  },
  block_types: {
    rule: {
      nesting_mode: "list",
      block: { attributes: { on: { type: "string", required: true }, no: { type: "number", computed: true } } },
    },
    timeouts: { nesting_mode: "single", block: { attributes: { create: { type: "string", optional: true } } } },
  },
};
const EMPTY = { name: null, id: null, size: null, members: null, secret: null, where: null, rule: [], timeouts: null };
const CONFIG = {
  ...EMPTY,
  name: "a",
  secret: "s3cr3t",
  where: { place: "x", zone: null, key: "k" },
  rule: [{ on: "b", no: null }],
};
const FIRST = {
  ...EMPTY,
  name: "a",
  id: UNKNOWN,
  size: UNKNOWN,
  members: UNKNOWN,
  where: { place: "x", zone: UNKNOWN, key: null },
  rule: [{ on: "b", no: UNKNOWN }],
};

test("a whole object has every attribute and block of the schema, and nothing else", () => {
  expect(conform(BLOCK, { name: "a", colour: "red", rule: [{ on: "b" }] })).toEqual({
    ...EMPTY,
    name: "a",
    rule: [{ on: "b", no: null }],
  });
});

test("a new thing is planned with what is configured, unknown where the cloud chooses, never with a write-only value", () => {
  expect(plannedValues(BLOCK, CONFIG, undefined, CONFIG)).toEqual(FIRST);
});

test("a thing that exists keeps what the cloud chose", () => {
  const prior = { ...settle(BLOCK, FIRST, { id: "1", size: 3, members: ["m"] }) };
  const config = { ...CONFIG, name: "b" };
  const proposed = { ...prior, ...config };
  expect(plannedValues(BLOCK, config, prior, proposed)).toEqual({ ...prior, name: "b" });
});

test("after an apply nothing is unknown", () => {
  expect(settle(BLOCK, FIRST, { id: "1" })).toEqual({
    ...EMPTY,
    name: "a",
    id: "1",
    members: [],
    where: { place: "x", zone: null, key: null },
    rule: [{ on: "b", no: null }],
  });
});

test("defaults fill what is silent, in blocks too", () => {
  expect(withDefaults({ a: null, b: "kept", c: [{ d: null }, { d: 2 }] }, { a: 1, b: 2, "c.d": 3, e: 4 })).toEqual({
    a: 1,
    b: "kept",
    c: [{ d: 3 }, { d: 2 }],
  });
});

test("required attributes without a value and write-only ones with one are named with their path", () => {
  const values = { ...CONFIG, name: null, where: { place: null, key: "k" }, rule: [{ on: null }] };
  expect([missingAttributes(BLOCK, values), writeOnlyAttributes(BLOCK, values)]).toEqual([
    ["name", "where.place", "rule.on"],
    ["secret", "where.key"],
  ]);
});

test("a dynamic value keeps its type on the way through", () => {
  const block: Block = { attributes: { body: { type: "dynamic" }, name: { type: "string" } } };
  const wire = { name: "a", body: [Buffer.from('["object",{"n":"number"}]'), { n: 1 }] };
  const inside = dynamicFromWire(block, wire);
  expect(inside).toEqual({ name: "a", body: { type: ["object", { n: "number" }], value: { n: 1 } } });
  expect(dynamicToWire(block, inside)).toEqual(wire);
  expect(dynamicToWire(block, { name: "a", body: UNKNOWN })).toEqual({ name: "a", body: UNKNOWN });
});
