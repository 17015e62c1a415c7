/** A release of Terraform that may be downloaded. */
export interface TerraformRelease {
  /** @example "1.11.4" */
  readonly version: string;
  /** SHA-256 of the zip file by platform, in hex; a platform that is not here is checked against the release's own list. */
  readonly checksums: Readonly<Record<string, string>>;
}

/**
 * The release that is downloaded when there is no Terraform on the machine.
 *
 * The checksums were not taken from HashiCorp's server (the machine they were written down on cannot reach it): each is
 * the same in at least two public files of different owners, HashiCorp's Homebrew formula for 1.11.4 among them; the
 * program inside the linux_amd64 file was compared with a terraform 1.11.4 that came another way. Read 2026-11-23.
 */
export const TERRAFORM_RELEASE: TerraformRelease = Object.freeze({
  version: "1.11.4",
  checksums: Object.freeze({
    darwin_amd64: "a56d5002b9f7647291faccc3dd1a70350e60fb61e4c45037629508b8fdc2575b",
    darwin_arm64: "867e0808fa971217043e25b7a792b10720c79b1546f8a68479b74f138be73e18",
    linux_amd64: "1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc",
    linux_arm64: "a43d1d0da9b9bab214a8305a39db0e40869572594ccf50c416a7756499143633",
  }),
});

const SYSTEMS: Readonly<Record<string, string>> = {
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  win32: "windows",
};
const PROCESSORS: Readonly<Record<string, string>> = { arm: "arm", arm64: "arm64", ia32: "386", x64: "amd64" };

/** HashiCorp's name for a platform that Node.js calls `platform` and `arch`; `undefined` where there is no release. */
export const releasePlatform = (platform: string, arch: string): string | undefined => {
  const [system, processor] = [SYSTEMS[platform], PROCESSORS[arch]];
  return system === undefined || processor === undefined ? undefined : `${system}_${processor}`;
};
