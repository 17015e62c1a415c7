import { isBrokenDocument, plannedDocument, sameDocument } from "../../../rehearsal/plugin/json-documents";
import { UNKNOWN } from "../../../rehearsal/plugin/values";

const statement = (values: object) => JSON.stringify({ Version: "2012-10-17", Statement: [values] });

test.each([
  ["blanks", statement({ Effect: "Allow" }), '{ "Version":"2012-10-17", "Statement":[ {"Effect":"Allow"} ] }', true],
  ["a list of one", statement({ Action: ["a"] }), statement({ Action: "a" }), true],
  ["the order of a list", statement({ Action: ["a", "b"] }), statement({ Action: ["b", "a"] }), true],
  ["a statement alone", statement({ Action: "a" }), '{"Version":"2012-10-17","Statement":{"Action":"a"}}', true],
  [
    "an account for its root user",
    statement({ Principal: { AWS: "111122223333" } }),
    statement({ Principal: { AWS: ["arn:aws:iam::111122223333:root"] } }),
    true,
  ],
  [
    "truth as text",
    statement({ Condition: { Bool: { x: true } } }),
    statement({ Condition: { Bool: { x: ["true"] } } }),
    true,
  ],
  ["another action", statement({ Action: "a" }), statement({ Action: "b" }), false],
  ["one action more", statement({ Action: ["a"] }), statement({ Action: ["a", "b"] }), false],
  ["another effect", statement({ Effect: "Allow" }), statement({ Effect: "Deny" }), false],
  ["no JSON", "{", "{", false],
])("whether %s says the same", (_what, one, other, same) => {
  expect([sameDocument(one, other), sameDocument(other, one)]).toEqual([same, same]);
});

test("a document is planned as it was where it says the same, else in the provider's style", () => {
  const text = '{"Version":"2012-10-17","Statement":[{"Sid":"<A>","Effect":"Allow"}]}';
  expect([
    plannedDocument("sorted", text, undefined),
    plannedDocument("version-first", text, null),
    plannedDocument("as-is", text, undefined),
    plannedDocument("sorted", text, text),
    plannedDocument("sorted", UNKNOWN, text),
  ]).toEqual([
    '{"Statement":[{"Effect":"Allow","Sid":"\\u003cA\\u003e"}],"Version":"2012-10-17"}',
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Sid":"\\u003cA\\u003e"}]}',
    text,
    text,
    UNKNOWN,
  ]);
});

test("what is no object is no document", () => {
  expect(["{", "[]", '"x"', "{}", UNKNOWN, null].map(isBrokenDocument)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
