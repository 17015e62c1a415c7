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

/** The same, as a stream of events. */
export const eventsOf = (model: string): string => {
  const message = answerOf(model);
  const events: object[] = [
    { type: "message_start", message: { ...message, content: [], stop_reason: null } },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: `answer of ${model}` } },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 1 } },
    { type: "message_stop" },
  ];
  return events
    .map((event) => `event: ${(event as { type: string }).type}\ndata: ${JSON.stringify(event)}\n\n`)
    .join("");
};
