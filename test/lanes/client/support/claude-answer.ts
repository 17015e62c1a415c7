/** What Claude says on loopback: one text that names the model. */
export const answerOf = (model: string) => ({
  id: "msg_loopback",
  type: "message",
  role: "assistant",
  model,
  content: [{ type: "text", text: `answer of ${model}` }],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 1 },
});

const stream = (model: string, block: object, delta: object, stop_reason: string): string =>
  [
    { type: "message_start", message: { ...answerOf(model), content: [], stop_reason: null } },
    { type: "content_block_start", index: 0, content_block: block },
    { type: "content_block_delta", index: 0, delta },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 1 } },
    { type: "message_stop" },
  ]
    .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    .join("");

/** The same, as a stream of events. */
export const eventsOf = (model: string): string =>
  stream(model, { type: "text", text: "" }, { type: "text_delta", text: `answer of ${model}` }, "end_turn");

/** Claude asks for a command of a shell to be run, as a stream of events. */
export const askingEventsOf = (model: string, command: string): string =>
  stream(
    model,
    { type: "tool_use", id: "toolu_loopback", name: "Bash", input: {} },
    { type: "input_json_delta", partial_json: JSON.stringify({ command, description: "wait" }) },
    "tool_use",
  );
