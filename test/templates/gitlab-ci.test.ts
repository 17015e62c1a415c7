import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SOUND } from "../declaration/load";
import { CommentServer } from "./support/comment-server";
import { serveFile } from "./support/serve-file";
import { BROKEN, CLEAN, CREDENTIAL, HOSTILE_FOLDER } from "./support/stacks";
import { gitlabJobs, gitlabSteps, stepNamed } from "./support/template-steps";
import { Workplace } from "./support/workplace";

jest.setTimeout(120_000);

const STEPS = gitlabSteps();
const MARKER = "<!-- claude-access -->";

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.stop());

const job = (name: string, more = {}) =>
  place.run(stepNamed(STEPS, name), {
    ...gitlabJobs()[".claude-access"]?.variables,
    CI_PROJECT_DIR: place.repository,
    ...more,
  });
const stack = (name: string, text: string) => place.write(`cdktf.out/stacks/${name}/main.tf`, text);

test("a clean plan ends with 0, and leaves an empty report of code quality and a JUnit file", async () => {
  stack("a", CLEAN);
  stack(HOSTILE_FOLDER, CLEAN);
  expect(await job("claude-access-plan")).toEqual({ status: 0, stdout: "No rule is broken.\n", stderr: "" });
  expect(JSON.parse(place.read("reports/gl-code-quality.json"))).toEqual([]);
  expect(place.read("reports/junit.xml")).toContain('failures="0"');
  expect(place.read("reports/diff.md")).toBe(
    "## Access diff of `cdktf.out/stacks/a/plan` and `cdktf.out/stacks/b $(touch pwned); touch pwned '/plan`\n\nNothing changes for anybody.\n",
  );
  expect(place.has("pwned")).toBe(false);
});

test("a finding fails the job; the reports that GitLab collects hold it, and not the credential", async () => {
  stack("b", BROKEN);
  const { status, stdout } = await job("claude-access-plan");
  expect([status, stdout]).toEqual([1, expect.stringContaining("1 finding is open.\n")]);
  const reports = Object.values(gitlabJobs()["claude-access-plan"]?.artifacts?.reports ?? {});
  expect(reports).toEqual(["reports/gl-code-quality.json", "reports/junit.xml"]);
  const [quality = "", junit = ""] = reports.map((file) => place.read(file));
  expect(JSON.parse(quality)).toEqual([
    {
      description: expect.stringMatching(/^input\.key holds what looks like an Anthropic key\. To do: /),
      check_name: "no-credential-literal",
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: "critical",
      location: { path: "cdktf.out/stacks/b/plan.json", lines: { begin: 1 } },
    },
  ]);
  expect(junit).toContain('failures="1"');
  for (const text of [stdout, quality, junit, place.read("reports/check.md")]) expect(text).not.toContain(CREDENTIAL);
  expect(place.has("pwned")).toBe(false);
});

test("a diff that cannot be made fails the job, and the plans are still judged", async () => {
  stack("a", CLEAN);
  place.command("claude-access", '#!/bin/sh\n[ "$1" = check ] || exit 3\necho judged\n');
  expect(await job("claude-access-plan")).toEqual({ status: 3, stdout: "judged\n", stderr: "" });
});

test("what is undecided in a declaration fails its job as well", async () => {
  place.write("access.yaml", `${SOUND}    ci: { d: { github: { repository: acme/payments, branch: main } } }\n`);
  expect((await job("claude-access-declaration")).status).toBe(1);
  expect(JSON.parse(place.read("reports/gl-code-quality.json"))).toMatchObject([
    {
      check_name: "aws/github-subject-immutable",
      severity: "major",
      location: { path: "access.yaml", lines: { begin: 16 } },
    },
  ]);
});

test("a merge request from a fork reaches neither a job with an identity nor one with a token", () => {
  const own = '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID';
  const rules = Object.entries(gitlabJobs()).map(([name, job]) => [name, job.rules?.map((rule) => rule.if)]);
  expect(Object.fromEntries(rules)).toEqual({
    ".claude-access": undefined,
    "claude-access-declaration": ['$CI_PIPELINE_SOURCE == "merge_request_event"'],
    "claude-access-plan": [own],
    "claude-access-note": [own],
  });
});

test("the token of the job becomes a file for its owner, outside of the repository, when there is a role to act as", async () => {
  stack("a", CLEAN);
  place.command("claude-access", '#!/bin/sh\necho "$AWS_ROLE_ARN $(cat "$AWS_WEB_IDENTITY_TOKEN_FILE")"\n');
  const { status, stdout } = await job("claude-access-plan", {
    CLAUDE_ACCESS_AWS_ROLE: "the-role",
    AWS_ID_TOKEN: "the-token",
  });
  expect([status, stdout]).toEqual([0, "the-role the-token\nthe-role the-token\n"]);
  expect((await place.start("stat", ["-c", "%a", `${place.repository}.aws-token`])).stdout).toBe("600\n");
});

test("a merge request from a fork is judged, and told that nothing is planned", async () => {
  const told = "This merge request comes from a fork: its declaration is judged, and nothing is planned.\n";
  place.write("access.yaml", SOUND);
  const said = async (source: string) =>
    job("claude-access-declaration", { CI_PROJECT_ID: "3", CI_MERGE_REQUEST_SOURCE_PROJECT_ID: source });
  const clean = { status: 0, stdout: "No rule is broken.\n", stderr: "" };
  expect(await said("3")).toEqual(clean);
  expect(await said("4")).toEqual({ ...clean, stdout: `${told}${clean.stdout}` });
});

describe("Terraform that is not there", () => {
  const script = (gitlabJobs()["claude-access-plan"]?.script?.[0] ?? "").replace("/usr/local/bin", '"$INTO"');
  const install = async (checksum?: string) => {
    for (const name of ["curl", "sha256sum", "unzip"])
      place.link(name, (await place.start("which", [name])).stdout.trim());
    place.command("terraform.txt", "the program\n");
    await place.start("cp", [join(place.bin, "terraform.txt"), join(place.repository, "terraform")]);
    await place.start("zip", ["-q", "terraform.zip", "terraform"]);
    const zip = readFileSync(join(place.repository, "terraform.zip"));
    const served = await serveFile("/9.9.9/terraform_9.9.9_linux_amd64.zip", zip);
    try {
      return await place.run(
        { script, shell: ["/bin/bash", "-e", "-o", "pipefail"] },
        {
          PATH: place.bin,
          INTO: place.folder,
          TERRAFORM_VERSION: "9.9.9",
          TERRAFORM_RELEASES: served.address,
          TERRAFORM_SHA256: checksum ?? createHash("sha256").update(zip).digest("hex"),
        },
      );
    } finally {
      await served.stop();
    }
  };

  test("is downloaded, and taken when its checksum is the pinned one", async () => {
    expect(await install()).toMatchObject({ status: 0 });
    expect(readFileSync(join(place.folder, "terraform"), "utf8")).toBe("the program\n");
  });

  test("refuses a download with another checksum", async () => {
    expect((await install("0".repeat(64))).status).not.toBe(0);
    expect((await place.start("test", ["-e", join(place.folder, "terraform")])).status).toBe(1);
  });
});

describe("the note", () => {
  const ME = { id: 42 };
  const server = new CommentServer(
    {
      show: ({ id, author, body }) => ({ id, author: { id: author === "me" ? 42 : 7 }, body }),
      bodyOf: (text) => new URLSearchParams(text).get("body") ?? "",
      besides: { "/api/v4/user": ME },
      self: "me",
    },
    (headers) => headers["private-token"] === "the-token",
  );
  let address: string;
  beforeAll(async () => {
    address = await server.start();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    Object.assign(server, { comments: [], asked: [], refusal: undefined });
    place.write("reports/check.md", '## Access check\n"quoted" $(touch pwned) `x` & a=b+%41 é…\n');
    place.write("reports/diff.md", "## Access diff\n");
  });
  const NOTE = `${MARKER}\n## Access check\n"quoted" $(touch pwned) \`x\` & a=b+%41 é…\n\n## Access diff\n`;
  const note = (more = {}) =>
    job("claude-access-note", {
      CI_API_V4_URL: `${address}/api/v4`,
      CI_PROJECT_ID: "3",
      CI_MERGE_REQUEST_IID: "7",
      GITLAB_TOKEN: "the-token",
      ...more,
    });

  test("is made once, and updated in its place after that", async () => {
    expect(await note()).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(await note()).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(server.comments).toEqual([{ id: 1, author: "me", body: NOTE }]);
    expect(server.written()).toEqual([
      "POST /api/v4/projects/3/merge_requests/7/notes",
      "PUT /api/v4/projects/3/merge_requests/7/notes/1",
    ]);
    expect(place.has("pwned")).toBe(false);
  });

  test("is found on a later page, and that of somebody else is never written over", async () => {
    const others = Array.from({ length: 130 }, (_, at) => ({ id: at + 1, author: "mallory", body: `${MARKER}\nmine` }));
    server.comments = [...others, { id: 131, author: "me", body: `${MARKER}\nold` }];
    expect((await note()).status).toBe(0);
    expect(server.written()).toEqual(["PUT /api/v4/projects/3/merge_requests/7/notes/131"]);
    expect(server.comments[130]?.body).toBe(NOTE);
  });

  test("is left out, loudly, where there is no token", async () => {
    const said = "GITLAB_TOKEN is not set: no note is written.\n";
    expect(await note({ GITLAB_TOKEN: "" })).toEqual({ status: 0, stdout: said, stderr: "" });
    expect(server.asked).toEqual([]);
  });

  test("that the server refuses fails the job, without the token", async () => {
    server.refusal = 403;
    const { status, stdout, stderr } = await note();
    expect(status).not.toBe(0);
    expect(`${stdout}${stderr}`).toContain("403");
    expect(`${stdout}${stderr}`).not.toContain("the-token");
  });
});
