import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { declarationJsonSchema } from "./json-schema";

writeFileSync(join(__dirname, "..", "access.schema.json"), `${JSON.stringify(declarationJsonSchema(), null, 2)}\n`);
