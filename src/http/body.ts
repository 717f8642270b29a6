import { parseUtf8 } from "../crypto/encoding";
import { fail } from "../errors";
import { withExact } from "./exact-json";
import type { Fault } from "./faults";
import { scanJson } from "./json-scan";

export const DEFAULT_BODY_BYTES = 262_144;
/** As much is read and parsed for somebody of whom nothing is known but the form of a token. */
export const UNADMITTED_BYTES = 65_536;
const MAX_DEPTH = 32;

/** A request's body, read as far as somebody needs it, and never further than one chunk beyond `maxBytes`. */
export class IncomingBody {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #claimed: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  #ended: boolean;

  constructor(
    { body, headers }: Request,
    private readonly maxBytes = DEFAULT_BODY_BYTES,
  ) {
    this.#reader = body?.getReader();
    this.#ended = !body;
    this.#claimed = Number(headers.get("content-length") ?? 0);
  }

  /** Is the whole body no longer than so many bytes? Where the header says more, nothing is read. */
  async endsWithin(bytes: number): Promise<boolean> {
    if (this.#claimed > bytes) return false;
    await this.#readBeyond(bytes);
    return this.#ended && this.#length <= bytes;
  }

  /** The whole of it. Throws AppError payload_too_large. */
  async bytes(): Promise<Uint8Array> {
    if (!(await this.endsWithin(this.maxBytes))) fail("payload_too_large", { limit_bytes: this.maxBytes });
    return Buffer.concat(this.#chunks);
  }

  async #readBeyond(bytes: number): Promise<void> {
    while (!this.#ended && this.#length <= bytes) {
      const next = await this.#reader?.read();
      this.#ended = next?.done ?? true;
      if (!next?.value) continue;
      this.#length += next.value.length;
      this.#chunks.push(next.value);
    }
  }
}

interface BodyOptions {
  /** No body at all means `{}`. */
  readonly optional?: boolean | undefined;
  /** Keys of the body whose values come as `ExactJson`. */
  readonly exact?: readonly string[] | undefined;
  /** The media type that a refusal of another one names, where a route takes more than JSON. */
  readonly expected?: string | undefined;
}

/** What a body says, and the faults of its fields that only its text shows. */
export interface JsonBody {
  readonly value: object;
  readonly faults: readonly Fault[];
}

/** The JSON object in a request's body. Throws AppError: payload_too_large, unsupported_media_type, invalid_request. */
export async function readJsonObject(
  body: IncomingBody,
  contentType: string | null,
  { optional = false, exact = [], expected = "application/json" }: BodyOptions = {},
): Promise<JsonBody> {
  const bytes = await body.bytes();
  if (bytes.length === 0 && optional) return { value: {}, faults: [] };
  if (!isJson(contentType)) fail("unsupported_media_type", { expected });
  const text = textOf(bytes);
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail("invalid_request", { reason: "not_an_object" });
  const { refused, faults } = scanJson(text, MAX_DEPTH, exact);
  if (refused) fail("invalid_request", refused);
  return { value: withExact(value, text, exact), faults };
}

/** Without the mark of byte order that some editors put in front. */
export function textOf(bytes: Uint8Array): string {
  try {
    return parseUtf8(bytes).replace(/^\ufeff/, "");
  } catch {
    return fail("invalid_request", { reason: "not_utf8" });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail("invalid_request", { reason: "not_json" });
  }
}

/** `application/json`, with no charset or UTF-8; other parameters say nothing of the bytes. */
function isJson(contentType: string | null): boolean {
  const [type = "", ...parameters] = (contentType ?? "").split(";").map((part) => part.trim().toLowerCase());
  const charsets = parameters.filter((parameter) => parameter.startsWith("charset"));
  return type === "application/json" && charsets.every((parameter) => UTF8.test(parameter));
}
const UTF8 = /^charset=("?)utf-?8\1$/;
