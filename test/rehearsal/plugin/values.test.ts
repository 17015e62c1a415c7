import { Encoder } from "@msgpack/msgpack";
import {
  decodeValue,
  encodeValue,
  holdsUnknown,
  isUnknown,
  sameValue,
  UNKNOWN,
} from "../../../rehearsal/plugin/values";

test("values travel to Terraform and back unchanged, unknown ones too", () => {
  const value = { a: null, b: [1, "x", true, { c: UNKNOWN }], d: "0.1", e: {}, f: UNKNOWN };
  expect(decodeValue(encodeValue(value))).toEqual(value);
});

test("an unknown is MessagePack's extension 0", () => {
  expect([...(encodeValue(UNKNOWN).msgpack ?? [])]).toEqual([0xd4, 0, 0]);
});

test("an unknown of which Terraform knows a little is read as unknown", () => {
  const refined = new Uint8Array([0xc7, 4, 12, ...new Encoder().encode({ 1: false }).slice(0, 4)]);
  expect(isUnknown(decodeValue({ msgpack: refined }))).toBe(true);
});

test("a value may also come as JSON, or not at all", () => {
  expect([decodeValue({ json: Buffer.from('{"a":1}') }), decodeValue({}), decodeValue(null)]).toEqual([
    { a: 1 },
    null,
    null,
  ]);
});

test.each([
  [{ a: 1, b: [null] }, { b: [null], a: 1 }, true],
  [[1, 2], [2, 1], false],
  [{ a: null }, {}, false],
  [UNKNOWN, UNKNOWN, true],
  [UNKNOWN, null, false],
  ["1", 1, false],
])("%j is the same as %j: %s", (one, other, same) => {
  expect(sameValue(one, other)).toBe(same);
});

test("an unknown is found at any depth", () => {
  expect([holdsUnknown({ a: [{ b: UNKNOWN }] }), holdsUnknown({ a: [{ b: 1 }] })]).toEqual([true, false]);
});
