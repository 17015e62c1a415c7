import { fuzz } from "../../policies/support/fuzz";

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
process.stdout.write(`fuzz: FUZZ_SEED=${seed} runs the same again\n`);

fuzz(10_000, seed);
