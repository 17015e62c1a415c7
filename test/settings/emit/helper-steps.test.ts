import { helperSteps } from "../../../settings/emit/helper-steps";

const STEPS = [
  "Claude Code runs the command when it first needs the key, again after 300 seconds (in the background: the request of that moment still has the old key), and again when the API answers 401. So a new key takes at most that long to arrive, and an old one should stay valid for as long.",
  "Should the command fail, print nothing or print two lines, Claude Code tries three times within seconds, says that the apiKeyHelper script is failing, and ends. It waits ten minutes at most.",
  "The key stays in the memory of the client. What a person signs in with besides is stored in the keychain on macOS, and on Linux and Windows in `.credentials.json` in their configuration folder: on Linux only they can read it, on Windows whoever can read their profile folder. Only Claude Code in a terminal calls the helper: Claude Desktop and remote sessions do not.",
];
const SIGN_IN = { kind: "helper", source: "pass", key: "claude/key", needs: "pass", posix: "pass show" } as const;

test("a page says when the client runs its helper, what a failure does, and where credentials lie", () => {
  expect(helperSteps(SIGN_IN)).toEqual([
    "The machine needs pass. There is no such tool on Windows, so there are no settings for it.",
    ...STEPS,
  ]);
});

test("a page for Windows too names its files, and the time that the entry chose", () => {
  const [needs, runs] = helperSteps({ ...SIGN_IN, windows: "pass.exe", ttlSeconds: 60 });
  expect([needs, runs]).toEqual([
    "The machine needs pass. On Windows take the files in `windows/`: its shell reads another line.",
    STEPS[0]?.replace("300", "60"),
  ]);
});
