import { Fn, ref, TerraformOutput, Token } from "cdktf";
import fc from "fast-check";
import { addressName } from "../../../constructs/core/address-name";
import { jsonDocument } from "../../../constructs/core/json-document";
import { escapeTemplate } from "../../../constructs/core/template-text";
import { synthStack } from "../../helpers/synth";

test("a document without tokens is its own JSON, with template marks escaped", () => {
  expect(jsonDocument({ a: '${x} %{y} "q"', b: [1] })).toBe('{"a":"$${x} %%{y} \\"q\\"","b":[1]}');
});

test("a value with a token is encoded by Terraform, and everything around it stands as it is", () => {
  const json = synthStack((stack) => {
    const token = Token.asString(Fn.join("-", ["a", "b"]));
    const list = Token.asString(ref("data.x.y.models[*].arn"));
    const value = jsonDocument({ "k${": '"\\', token, list, part: `p-${token}`, plain: ["z"] });
    new TerraformOutput(stack, "out", { value });
  });
  expect(json.output?.out?.value).toBe(
    '{"k\\u0024{":"\\"\\\\","token":${jsonencode(join("-", ["a", "b"]))},"list":${jsonencode(data.x.y.models[*].arn)},"part":${jsonencode("p-${join("-", ["a", "b"])}")},"plain":["z"]}',
  );
});

test("refuses a token as a key of a document", () => {
  const token = Token.asString(Fn.join("-", ["a", "b"]));
  expect(() => jsonDocument({ [token]: 1 })).toThrow("A key of a JSON document cannot be a token");
});

test("whatever a text holds, Terraform reads it back as it was", () => {
  const readBack = (text: string) => text.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");
  const marks = fc.string({ unit: fc.constantFrom("$", "%", "{", "}", "a", '"', "\n") });
  fc.assert(
    fc.property(marks, (text) => {
      expect(readBack(escapeTemplate(text))).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test("address names never join to the same name from different parts", () => {
  const part = fc.string({ unit: fc.constantFrom("a", "b", "_", "-", " ", "x", "5"), minLength: 1, maxLength: 4 });
  const parts = fc.array(part, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      expect(addressName("t", ...one)).not.toBe(addressName("t", ...other));
    }),
    { numRuns: 2000 },
  );
});

test("address names read like the declaration", () => {
  expect(addressName("payments", "ci/deploy")).toBe("payments_ci_deploy");
  expect(addressName("9lives")).toBe("_9lives");
});
