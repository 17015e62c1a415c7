import { readSynth } from "../../plans/read-synth";
import { runPolicies } from "../../policies/run-policies";
import { EVERY_AWS_DOOR } from "../helpers/every-aws-door";
import { EVERY_AZURE_IDENTITY } from "../helpers/every-azure-identity";
import { EVERY_GOOGLE_IDENTITY } from "../helpers/every-google-identity";
import { EVERY_KEY_READER } from "../helpers/every-key-reader";
import { synthDeclaration } from "../helpers/synth-declaration";
import { known } from "./support/case-table";

const findingsOf = (yaml: string): string[] => {
  const views = Object.entries(synthDeclaration(yaml)).map(([stack, json]) =>
    known(readSynth(JSON.stringify(json), { stack })),
  );
  return runPolicies(views).map(({ rule, subject }) => `${rule}[${subject}]`);
};

test.each([
  ["Google Cloud", EVERY_GOOGLE_IDENTITY],
  ["Azure", EVERY_AZURE_IDENTITY],
  ["the other doors of AWS", EVERY_AWS_DOOR],
  ["any cloud that holds a key", EVERY_KEY_READER],
])("every kind of identity on %s is built so that no rule has anything against it", (_, yaml) => {
  expect(findingsOf(yaml)).toEqual([]);
});
