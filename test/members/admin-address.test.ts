import { adminAddress } from "../../members/admin-address";

test.each([
  ["https://api.anthropic.com/v1/organizations/", "https://api.anthropic.com/v1/organizations"],
  ["https://proxy.acme.example", "https://proxy.acme.example"],
  ["http://127.0.0.1:8080/v1/organizations", "http://127.0.0.1:8080/v1/organizations"],
  ["http://localhost:8080", "http://localhost:8080"],
])("the key may be sent to %s", (text, expected) => {
  expect(adminAddress(text)).toBe(expected);
});

test.each([
  "http://api.anthropic.com/v1/organizations",
  "http://127.0.0.1.acme.example",
  "http://localhost.acme.example",
  "http://127.0.0.1@acme.example",
  "https://user:password@acme.example",
  "https://acme.example?to=x",
  "https://acme.example#x",
  "ftp://127.0.0.1",
  "file:///etc/passwd",
  "acme.example",
  "",
])("refuses to send the key to %j", (text) => {
  expect(adminAddress(text)).toBeUndefined();
});
