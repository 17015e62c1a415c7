import { readSynth } from "../../plans/read-synth";
import { runPolicies } from "../../policies/run-policies";
import { EVERY_AWS_DOOR } from "../helpers/every-aws-door";
import { EVERY_AZURE_IDENTITY } from "../helpers/every-azure-identity";
import { EVERY_GOOGLE_IDENTITY } from "../helpers/every-google-identity";
import { EVERY_KEY_READER } from "../helpers/every-key-reader";
import { declaredBy, synthDeclaration } from "../helpers/synth-declaration";
import { idsOf, known } from "./support/case-table";

const viewsOf = (yaml: string) =>
  Object.entries(synthDeclaration(yaml)).map(([stack, json]) => known(readSynth(JSON.stringify(json), { stack })));

/** Judged with what was declared, or, as a plan from elsewhere, without. */
const findingsOf = (yaml: string, isDeclared: boolean): string[] => {
  const views = viewsOf(yaml);
  const stacks = views.map(({ stack }) => stack);
  const knowledge = isDeclared ? { expectations: declaredBy(yaml, stacks) } : {};
  return idsOf(runPolicies(views, undefined, knowledge));
};

const LAB =
  "gcp-people/google_project_iam_member.lab_people_principalSet__x3a___iam__x2e_googleapis__x2e_com_locations_global_workforcePools_acme-people_group_lab";
/** The declaration chooses a predefined role for one entry, which stays a question. */
const WIDE_ROLE = `google/role-beyond-catalog[${LAB} roles/aiplatform.user]`;

test.each([
  ["Google Cloud", EVERY_GOOGLE_IDENTITY, [WIDE_ROLE]],
  ["Azure", EVERY_AZURE_IDENTITY, []],
  ["the other doors of AWS", EVERY_AWS_DOOR, []],
  ["any cloud that holds a key", EVERY_KEY_READER, []],
])("every kind of identity on %s is built so that no rule has anything against it", (_, yaml, expected) => {
  expect(findingsOf(yaml, true)).toEqual(expected);
});

test("without the declaration it is a question whether models and terms were meant so, once for each", () => {
  expect(findingsOf(EVERY_GOOGLE_IDENTITY, false)).toEqual([
    "google/models-restricted[gcp-people/output.client_settings projects/acme-science]",
    WIDE_ROLE,
  ]);
  expect(findingsOf(EVERY_AZURE_IDENTITY, false)).toEqual([
    "azure/terms-declared[azure-se/azapi_resource.acme-opus]",
    "azure/terms-declared[azure-se/azapi_resource.claude-haiku-4-5]",
    "azure/terms-declared[azure-se/azapi_resource.claude-sonnet-5]",
    "azure/terms-declared[azure-us/azapi_resource.claude-haiku-4-5]",
    "azure/terms-declared[azure-us/azapi_resource.claude-sonnet-4-5]",
  ]);
});
