import { ipInRange, parseIpRange } from "../../../authorization/aws/ip-range";

test.each([
  ["10.0.0.0/8", "10.255.255.255", true],
  ["10.0.0.0/8", "11.0.0.0", false],
  ["0.0.0.0/0", "203.0.113.9", true],
  ["203.0.113.9", "203.0.113.9", true],
  ["203.0.113.9/32", "203.0.113.8", false],
  ["::/0", "2001:db8::1", true],
  ["::/0", "10.0.0.1", false],
  ["0.0.0.0/0", "::1", false],
  ["2001:db8::/33", "2001:db8:7fff:ffff::", true],
  ["2001:db8::/33", "2001:db8:8000::", false],
  ["::1", "0:0:0:0:0:0:0:1", true],
  ["::ffff:203.0.113.9", "::ffff:cb00:7109", true],
  ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", true],
])("of the range %s the address %s: %s", (text, address, expected) => {
  const range = parseIpRange(text);
  expect(range && ipInRange(range, address)).toBe(expected);
});

test.each([
  "",
  "10.0.0",
  "10.0.0.256",
  "010.0.0.1",
  "10.0.0.0/33",
  "10.0.0.0/8/8",
  "10.0.0.0/",
  "::/129",
  ":::",
  "1::2::3",
  "g::",
  "1:2:3:4:5:6:7:8:9",
  "1:2:3:4:5:6:7:8::",
  "12345::",
  "::1.2.3.400",
])("refuses to read %j", (text) => {
  expect(parseIpRange(text)).toBeUndefined();
});

test("leaves open whether a text that is no address lies in a range", () => {
  const range = parseIpRange("10.0.0.0/8");
  expect(range && ipInRange(range, "localhost")).toBeUndefined();
});
