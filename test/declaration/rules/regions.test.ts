import { SOUND, spoil } from "../load";

const region = (name: string) => spoil("    region: eu-central-1\n", `    region: ${name}\n`);
const EU =
  "eu-central-1, eu-central-2, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-2, eu-west-3; did you mean";

test.each([
  ["us-iso-east-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["eu-isoe-west-1", "aws-iso-e"],
  ["us-isof-south-1", "aws-iso-f"],
  ["eusc-de-east-1", "aws-eusc"],
])("refuses %s, which lies in a partition that nobody here knows", (name, partition) => {
  expect(region(name)).toEqual([
    `access.yaml:8:5: error: providers.aws-eu.region "${name}" is refused: the partition ${partition} is not known to this tool, neither its Claude models nor its endpoints; choose a region of another partition [partition]`,
  ]);
});

test.each([
  ["eu-centrl-1", `${EU} "eu-central-1"?`],
  ["ue-west-1", 'us-east-1, us-east-2, us-west-1, us-west-2; did you mean "us-west-1"?'],
  ["us-gov-wst-1", 'us-gov-east-1, us-gov-west-1; did you mean "us-gov-west-1"?'],
])("refuses the misspelt region %s, and names the nearest", (name, allowed) => {
  expect(region(name)).toContain(
    `access.yaml:8:5: error: providers.aws-eu.region "${name}" is no region; allowed: ${allowed} [unknown-region]`,
  );
});

test("a region that may have opened since is left to the user, with the nearest known one", () => {
  expect(region("eu-central-3")).toEqual([
    `access.yaml:8:5: undecided: providers.aws-eu.region "eu-central-3" is no region that the catalog knows (botocore 1.43.106, botocore/data/partitions.json, 2026-11-23): eu-central-1, eu-central-2, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-2, eu-west-3; correct it, or acknowledge that AWS has opened it since; did you mean "eu-central-1"? [unknown-region]`,
  ]);
});

test("a region of an area that nobody knows is left to the user too", () => {
  const place = (name: string, geography: string) => `    region: ${name}\n    geography: ${geography}\n`;
  expect(spoil(place("eu-central-1", "eu"), place("qz-harbour-1", "global"))).toEqual([
    'access.yaml:8:5: undecided: providers.aws-eu.region "qz-harbour-1" is no region that the catalog knows (botocore 1.43.106, botocore/data/partitions.json, 2026-11-23): af-south-1, ap-east-1, ap-east-2, ap-northeast-1, ap-northeast-2, ap-northeast-3, ap-south-1, ap-south-2, ap-southeast-1, ap-southeast-2, ap-southeast-3, ap-southeast-4, ap-southeast-5, ap-southeast-6, ap-southeast-7, ca-central-1, ca-west-1, eu-central-1, eu-central-2, eu-north-1 and 16 more; correct it, or acknowledge that AWS has opened it since [unknown-region]',
  ]);
});

test("the region of an Identity Center is judged like any other", () => {
  expect(spoil("identityCenter: { region: eu-central-1", "identityCenter: { region: eu-wset-1")).toEqual([
    `access.yaml:10:33: error: providers.aws-eu.signIn.identityCenter.region "eu-wset-1" is no region; allowed: ${EU} "eu-west-1"? [unknown-region]`,
  ]);
});

test("destination regions are judged like any other, and GovCloud's are in no geography but their own", () => {
  const listed = (geography: string, ...regions: string[]) =>
    spoil(
      SOUND.slice(0, SOUND.indexOf("\n")),
      `organization: acme\nprofiles: { claude-sonnet-5: { ${geography}: { regions: [${regions.join(", ")}] } } }`,
    );
  expect(listed("eu", "eu-west-1", "eu-wst-1")).toEqual([
    `access.yaml:2:59: error: profiles.claude-sonnet-5.eu.regions[1] "eu-wst-1" is no region; allowed: ${EU} "eu-west-1"? [unknown-region]`,
  ]);
  expect(listed("us", "us-east-1", "us-gov-west-1")).toEqual([
    'access.yaml:2:59: error: profiles.claude-sonnet-5.us.regions[1] "us-gov-west-1" lies outside of us; allowed: us-…, ca-… [profile-region]',
  ]);
  expect(listed("us-gov", "us-gov-west-1")).toEqual([]);
});
