import { crc32 } from "node:zlib";

const STRING_HEADER = 7;

/**
 * One frame of AWS's `application/vnd.amazon.eventstream`: total length, header length, CRC of both, headers,
 * payload, CRC of all before it; integers are big-endian.
 *
 * @see https://smithy.io/2.0/aws/amazon-eventstream.html
 */
export function eventStreamFrame(headers: Readonly<Record<string, string>>, payload: string): Buffer {
  const encodedHeaders = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)));
  const body = Buffer.from(payload);
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + encodedHeaders.length + body.length, 0);
  prelude.writeUInt32BE(encodedHeaders.length, 4);
  const head = Buffer.concat([prelude, checksum(prelude), encodedHeaders, body]);
  return Buffer.concat([head, checksum(head)]);
}

/** A Bedrock `chunk` event around one Anthropic streaming event. */
export function bedrockChunk(event: unknown): Buffer {
  const bytes = Buffer.from(JSON.stringify(event)).toString("base64");
  return eventStreamFrame(
    { ":event-type": "chunk", ":content-type": "application/json", ":message-type": "event" },
    JSON.stringify({ bytes }),
  );
}

function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([
    Buffer.from([Buffer.byteLength(name)]),
    Buffer.from(name),
    Buffer.from([STRING_HEADER]),
    length,
    Buffer.from(value),
  ]);
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum;
}
