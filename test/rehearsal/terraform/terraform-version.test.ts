import { releasePlatform, TERRAFORM_RELEASE } from "../../../rehearsal/terraform/terraform-release";
import { isAtLeast, LEAST_VERSION, parseVersion } from "../../../rehearsal/terraform/terraform-version";

test.each([
  ["Terraform v1.11.4\non linux_amd64\n", { product: "Terraform", version: "1.11.4" }],
  ["Terraform v1.12.0-beta1\r\non windows_amd64\r\n", { product: "Terraform", version: "1.12.0-beta1" }],
  ["Warning: odd\n\nOpenTofu v1.11.0\non darwin_arm64\n", { product: "OpenTofu", version: "1.11.0" }],
  ["Packer v1.11.4\n", undefined],
  ["Terraform v1.11\n", undefined],
  ["", undefined],
])("reads %j", (printed, expected) => {
  expect(parseVersion(printed)).toEqual(expected);
});

test.each([
  ["1.11.0", true],
  ["1.11.4", true],
  ["1.12.0-beta1", true],
  ["2.0.0", true],
  ["1.11.0-rc1", false],
  ["1.9.8", false],
  ["0.15.5", false],
])("knows whether %s is enough", (version, expected) => {
  expect(isAtLeast(version, LEAST_VERSION)).toBe(expected);
});

test("the release that is downloaded is new enough", () => {
  expect(isAtLeast(TERRAFORM_RELEASE.version, LEAST_VERSION)).toBe(true);
});

test("names platforms as HashiCorp does", () => {
  expect([
    releasePlatform("linux", "x64"),
    releasePlatform("darwin", "arm64"),
    releasePlatform("win32", "x64"),
    releasePlatform("aix", "ppc64"),
  ]).toEqual(["linux_amd64", "darwin_arm64", "windows_amd64", undefined]);
});
