import { createHash } from "node:crypto";
import type { Duplex } from "node:stream";

/** The server's side of RFC 6455, as much as a fake needs: it can also say what no server should. */
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
export const TEXT = 1;
export const BINARY = 2;
const CLOSE = 8;

export const acceptHead = (key: string): string =>
  [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${createHash("sha1")
      .update(key + GUID)
      .digest("base64")}`,
    "\r\n",
  ].join("\r\n");

/** The head of a frame that is whole, with so many bytes to follow. */
export function frameHead(opcode: number, length: number): Buffer {
  const first = 0x80 | opcode;
  if (length < 126) return Buffer.of(first, length);
  const head = Buffer.alloc(10);
  head[0] = first;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  if (length > 0xffff) return head;
  head[1] = 126;
  head.writeUInt16BE(length, 2);
  return head.subarray(0, 4);
}

export const frame = (opcode: number, payload: string | Buffer): Buffer => {
  const bytes = Buffer.from(payload);
  return Buffer.concat([frameHead(opcode, bytes.length), bytes]);
};
export const closeFrame = (): Buffer => frame(CLOSE, Buffer.of(0x03, 0xe8));

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}
/** Tells the texts that a client sends. Its closing frame is answered, and ends the stream. */
export function readFrames(stream: Duplex, onText: (text: string) => void): void {
  let held: Buffer = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const taken = takeFrame(held);
      if (taken === undefined) return;
      held = taken.rest;
      if (taken.opcode === TEXT) onText(taken.payload.toString("utf8"));
      if (taken.opcode === CLOSE) stream.end(closeFrame());
    }
  });
}

/** The first whole frame; a client masks each with four bytes. */
function takeFrame(held: Buffer): (Frame & { readonly rest: Buffer }) | undefined {
  if (held.length < 2) return undefined;
  const short = held.readUInt8(1) & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (held.length < 2 + extra) return undefined;
  const length = extra === 0 ? short : extra === 2 ? held.readUInt16BE(2) : Number(held.readBigUInt64BE(2));
  const start = 2 + extra + 4;
  if (held.length < start + length) return undefined;
  const mask = held.subarray(start - 4, start);
  const payload = held.subarray(start, start + length).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return {
    opcode: held.readUInt8(0) & 0x0f,
    payload: Buffer.from(payload),
    rest: held.subarray(start + length),
  };
}
