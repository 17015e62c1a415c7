import { changesText, showProgress } from "../../rehearsal/show-progress";

const shown = (env: Readonly<Record<string, string>>, isTTY: boolean): string => {
  const written: string[] = [];
  const progress = showProgress({ write: (text) => written.push(text), isTTY }, env);
  progress.step("Looking for Terraform");
  progress.note("Downloading Terraform");
  progress.step("Rehearsing");
  progress.event({ stack: "aws-eu", is: "initialized" });
  progress.event({ stack: "aws-eu", is: "planned", added: 2, changed: 0, destroyed: 1 });
  progress.event({ stack: "aws-eu", is: "applied", added: 2, changed: 0, destroyed: 1 });
  progress.stop();
  return written.join("");
};

test("prints plain lines where nothing can move", () => {
  expect(shown({}, false)).toBe(`Looking for Terraform ...
  Downloading Terraform
Rehearsing ...
  aws-eu: ready to plan
  aws-eu: planned: 2 to add, 0 to change, 1 to destroy
  aws-eu: applied: 2 added, 1 destroyed
`);
});

test("prints less in CI, and nothing that moves", () => {
  const quiet = `Looking for Terraform ...
  Downloading Terraform
Rehearsing ...
  aws-eu: applied: 2 added, 1 destroyed
`;
  expect([shown({ CI: "true" }, false), shown({ CI: "1" }, true)]).toEqual([quiet, quiet]);
});

test("on a terminal keeps what is done and takes the moving line away", () => {
  const clear = "\r\u001b[2K";
  const kept = shown({ CI: "false" }, true)
    .split(clear)
    .filter((line) => line.endsWith("\n"));
  expect(kept).toEqual([
    "  Downloading Terraform\n",
    "✓ Looking for Terraform\n",
    "  ✓ aws-eu: applied: 2 added, 1 destroyed\n",
  ]);
  expect(shown({}, true).endsWith(clear)).toBe(true);
});

test.each([
  [{ added: 0, changed: 0, destroyed: 0 }, "no changes"],
  [{ added: 1, changed: 2, destroyed: 3 }, "1 added, 2 changed, 3 destroyed"],
])("counts %j", (changes, expected) => {
  expect(changesText(changes)).toBe(expected);
});
