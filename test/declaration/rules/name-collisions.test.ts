import { linesOf, loadFiles, SOUND } from "../load";

/** Two names that a profile's name is shortened to the same text with: 24 bits of a hash can be searched. */
const ENTRY = "aws-eu-central-1-of-the-platform-account";
const ONE = "payments-and-cards-number-6428";
const OTHER = "payments-and-cards-number-6781";

const twoTeams = (entry: string) =>
  `${SOUND.replaceAll("aws-eu", ENTRY).replace("payments:", `${ONE}:`).replace("geography: eu\n", `geography: eu\n${entry}`)}  ${OTHER}:
    uses: ${ENTRY}
    models: everyday
    people: { group: claude-cards }
`;

test("refuses two teams whose application inference profiles would have one name", () => {
  expect(linesOf(loadFiles({ "access.yaml": twoTeams("    applicationProfiles: true\n") }))).toEqual([
    `access.yaml:19:5: error: teams.${OTHER}.models would be named "claude_aws-eu-central-1-of-the-platform-account_payments_dd3345" in account 111122223333, eu-central-1, like teams.${ONE}.models at access.yaml:15:5; rename one of the two [name-collision]`,
  ]);
});

test("the same two teams are taken where no such profile is made", () => {
  expect(linesOf(loadFiles({ "access.yaml": twoTeams("") }))).toEqual([]);
});
