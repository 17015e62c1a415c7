import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedPages } from "./generated-pages";
import { pictures } from "./pictures/pictures";

for (const { file, text } of generatedPages()) writeFileSync(join(__dirname, file), text);
for (const { file, text } of pictures()) writeFileSync(join(__dirname, "pictures", file), text);
