/** Something that a reader can put right: its message is shown as it is, without a stack trace. */
export class SetupError extends Error {
  override readonly name = "SetupError";
}
