import fc from "fast-check";
import { hclPlaces } from "../../plans/hcl-places";
import { jsonPlaces } from "../../plans/json-places";
import type { SourcePlaces } from "../../plans/source-places";
import { anyText } from "../helpers/any-text";

const lines = (places: SourcePlaces): string[] =>
  [...places].map(([address, { line, column }]) => `${address} ${line}:${column}`);

test("finds the heads of blocks in HCL, and none in comments, texts, templates, heredocs and other blocks", () => {
  const text = [
    '# resource "a" "comment" {',
    'locals { x = "resource \\"a\\" \\"text\\" {" }',
    'resource "aws_iam_role" "people" {',
    '  name   = "a-$${b-${upper("}\\"${var.c}")}-%{ if true }{%{ endif }"',
    "  policy = <<-EOT",
    '    { resource "a" "heredoc" { "',
    "  EOT",
    '  inline { resource "a" "within" {} }',
    "}",
    '/* resource "a" "long" {',
    '*/  data "aws_x" "seen" {} // data "a" "line" {',
    'output "o" { value = "}" }',
    "variable v {}",
    'resource "aws_iam_role" "people" { }',
    'resourceful "a" "b" {}',
  ].join("\r\n");
  expect(lines(hclPlaces(text))).toEqual([
    "aws_iam_role.people 3:1",
    "data.aws_x.seen 11:5",
    "output.o 12:1",
    "variable.v 13:1",
  ]);
});

test("finds the blocks in Terraform JSON, as objects and as lists of such", () => {
  const text = `{
  "output": {"o": {"value": "\\"resource\\": {"}},
  "resource": {
    "aws_iam_role": {
      "people": {"name": "x", "resource": {"a": {"b": {}}}}
    },
    "aws_x": [{"list": {}}]
  },
  "data": {"aws_y": {"seen\\\\": {}}}, "variable" : {"v": {}},
  "locals": {"a": {"b": {}}}
}`;
  expect(lines(jsonPlaces(text))).toEqual([
    "output.o 2:14",
    "aws_iam_role.people 5:7",
    "aws_x.list 7:16",
    "data.aws_y.seen\\ 9:22",
    "variable.v 9:52",
  ]);
});

test("reads what is large or broken in time, and never throws", () => {
  const pieces = fc.constantFrom(
    '"',
    "${",
    "{",
    "}",
    "[",
    "]",
    "\\",
    "<<E\n",
    "E\n",
    "/*",
    "#",
    ":",
    'resource "a" "b" {',
    "\n",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        anyText(),
        fc.array(pieces).map((some) => some.join("")),
      ),
      (text) => {
        expect([hclPlaces(text).size, jsonPlaces(text).size].every((size) => size <= text.length)).toBe(true);
      },
    ),
  );
  const start = performance.now();
  for (const piece of ["<<E\n", '"\\', "${", '{"a":', "/*", 'resource "a" "b" {\n'])
    expect(hclPlaces(piece.repeat(50_000)).size + jsonPlaces(piece.repeat(50_000)).size).toBeLessThan(3);
  expect(performance.now() - start).toBeLessThan(5_000);
});
