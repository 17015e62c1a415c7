import { sensitiveLiterals } from "../../plans/sensitive-literals";

test.each<[string, Parameters<typeof sensitiveLiterals>, readonly string[]]>([
  ["a literal", [{ secret_string: true }, { secret_string: { constant_value: "hunter2" } }], ["secret_string"]],
  ["a reference", [{ secret_string: true }, { secret_string: { references: ["var.key"] } }], []],
  ["a template of Terraform JSON", [{ secret_string: true }, { secret_string: { constant_value: "${var.key}" } }], []],
  ["an empty text", [{ secret_string: true }, { secret_string: { constant_value: "" } }], []],
  ["a literal that is not sensitive", [{ name: false }, { name: { constant_value: "a" } }], []],
  ["no marks", [undefined, { name: { constant_value: "a" } }], []],
])("tells of %s where the provider expects something sensitive", (_what, given, expected) => {
  expect(sensitiveLiterals(...given)).toEqual(expected);
});
