import { preflightGoogle } from "../../../verify/google/preflight-google";

/** Runs a preflight as the command does, with the credentials of the environment; its input is the first argument. */
const main = async (): Promise<void> => {
  const results = await preflightGoogle(JSON.parse(process.argv[2] ?? "{}"));
  process.stdout.write(JSON.stringify(results));
};

void main();
