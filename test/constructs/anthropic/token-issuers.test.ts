import { App, TerraformStack } from "cdktf";
import { TokenIssuers } from "../../../constructs/anthropic/console-federation";

const issuersOf = (issuers: readonly string[]) =>
  new TokenIssuers(new TerraformStack(new App(), "machines"), "Issuers", {
    organization: "acme",
    entry: "machines",
    issuers,
  });

test.each([
  ["a dot and a hyphen", "https://k8s.acme.example/prod", "https://k8s-acme.example/prod"],
  ["case in a path", "https://k8s.acme.example/Prod", "https://k8s.acme.example/prod"],
])("two issuers that differ in %s alone are never made into one", (_, one, other) => {
  const [first, second] = [one, other].sort();
  expect(() => issuersOf([other, one])).toThrow(
    `The issuers ${first} and ${second} would bear one name; an entry takes one of them`,
  );
});

test("issuers that are named apart are each made once", () => {
  const issuers = issuersOf(["https://k8s.acme.example/b", "https://k8s.acme.example/a", "https://k8s.acme.example/b"]);
  expect(issuers.node.children.map(({ node }) => node.id)).toEqual([
    "https:----k8s.acme.example--a",
    "https:----k8s.acme.example--b",
  ]);
});
