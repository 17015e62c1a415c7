import { acmePreflight, CLEAN_REPORT, HOLDER } from "./acme-preflight";
import { AT, CLEAN, tokenOf } from "./acme-world";

const { azure, look } = acmePreflight();

test("every check says that it is fine", async () => {
  expect(await look({})).toEqual(CLEAN_REPORT);
});

test("each thing is read once, in the words of the API's reference, with the token for Azure Resource Manager", async () => {
  await look({});
  expect([...azure.requests].sort()).toEqual(
    Object.keys(CLEAN)
      .map((path) => `GET ${path}`)
      .sort(),
  );
  expect([...azure.authorizations]).toEqual([`Bearer ${tokenOf(HOLDER)}`]);
});

test("an entry without models is looked at, but for what models need", async () => {
  const refused = { status: 403, message: "no" };
  const report = await look({ [AT.deployments]: refused, [AT.models]: refused }, { models: [] });
  const ofModels = ["deployments", "models", "quota"];
  expect(report).toEqual(
    CLEAN_REPORT.filter(({ check, subject }) => !ofModels.includes(check) && !subject.startsWith("terms of ")),
  );
});
