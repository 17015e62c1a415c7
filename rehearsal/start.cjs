// `npm start`: installs what is missing, then rehearses a whole deploy. Plain JavaScript without dependencies: it runs
// before there are any.
const { join } = require("node:path");
const { ensureDependencies } = require("./dependencies.cjs");

const ROOT = join(__dirname, "..");
const CANNOT = 3;

const main = async () => {
  ensureDependencies(ROOT, (line) => process.stdout.write(`${line}\n`));
  require("tsx/cjs");
  const { rehearse } = require("./rehearse.ts");
  await rehearse({ root: ROOT, env: process.env, output: process.stdout });
};

main().catch((error) => {
  const expected = error.name === "SetupError" || error.name === "InstallError";
  process.stderr.write(`npm start: ${expected ? error.message : error.stack}\n`);
  process.exitCode = CANNOT;
});
