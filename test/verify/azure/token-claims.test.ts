import { holderOf } from "../../../verify/azure/token-claims";
import { tokenOf } from "./acme-world";

const WHO = { tid: "t", oid: "o" };

test.each([
  ["person", { idtyp: "user" }],
  ["person", { scp: "user_impersonation" }],
  ["application", { idtyp: "app", appid: "a" }],
  ["managed identity", { idtyp: "app", xms_mirid: "/subscriptions/s/providers/Microsoft.Compute/virtualMachines/vm" }],
  ["identity of unknown kind", {}],
])("a token of a %s says so", (kind, claims) => {
  expect(holderOf(tokenOf({ ...WHO, ...claims }))).toEqual({ tenant: "t", objectId: "o", kind });
});

test.each([
  "",
  "opaque",
  "a.b.c",
  `a.${Buffer.from("null").toString("base64url")}.c`,
  tokenOf({ tid: "t" }),
  tokenOf({ tid: 1, oid: 2 }),
])("what is no token of Entra says nothing: %s", (token) => {
  expect(holderOf(token)).toBeUndefined();
});
