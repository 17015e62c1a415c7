import { z } from "zod";
import { declarationSchema } from "./schema";

/** JSON Schema of a declaration, for editors; generated from the loader's own types. */
export const declarationJsonSchema = (): object => ({
  ...z.toJSONSchema(declarationSchema, { target: "draft-7", io: "input" }),
  title: "claude-code-access declaration",
  description: "Who may use which Claude models through which route",
});
