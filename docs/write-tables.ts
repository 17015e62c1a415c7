import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedPages } from "./generated-pages";

for (const { file, text } of generatedPages()) writeFileSync(join(__dirname, file), text);
