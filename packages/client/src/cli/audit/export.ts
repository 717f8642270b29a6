import { errorOf, unreadable } from "../../library/calls/faults.ts";
import type { Work } from "../session/command.ts";
import { requireYes } from "../session/confirm.ts";
import { isThere, writeTo } from "../session/target-file.ts";
import { usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { type FilterOptions, filtersOf } from "./filters.ts";

/** All there is. */
const FIRST_DAY = "1970-01-01";
const LAST_DAY = "9999-12-31";
/** A million rows take a while. */
const TIMEOUT_MS = 60 * 60 * 1000;
/** Of an answer that is an error. */
const MAX_ERROR_BYTES = 65_536;

interface Options extends FilterOptions {
  readonly output?: string;
  readonly format: string;
  readonly from?: string;
  readonly to?: string;
  readonly yes?: boolean;
}

/** The log, oldest rows first, to the standard output, or to a file of the owner's own that is there whole or not at all. */
export const exportLog: Work<[], Options> = async ({ session, options }) => {
  const { output: file, format, from = FIRST_DAY, to = LAST_DAY } = options;
  if (session.output.style === "json") throw usageError("an export has a format of its own", "--format jsonl");
  if (file !== undefined && (await isThere(file)))
    await requireYes(session, options, `${visible(file)} is there. Put the export in its place?`);
  const filters = filtersOf(options);
  const body = JSON.stringify({ format, from, to, ...(Object.keys(filters).length > 0 ? { filters } : {}) });
  const postern = session.connect({ ...(await session.signIn()).options, timeoutMs: TIMEOUT_MS });
  const headers = { "Content-Type": "application/json" };
  const answer = await postern.fetch("/v1/audit/export", { method: "POST", body, headers });
  if (!answer.ok || answer.body === null) throw errorOf(answer, await errorBody(answer));
  const rows = rowsOf(answer, answer.body);
  if (file === undefined) {
    for await (const bytes of rows) {
      if (session.output.isClosed) return;
      session.output.raw(bytes);
    }
    return;
  }
  await writeTo(file, rows);
  session.output.say(`Written to ${visible(file)}.`);
};

/** What broke off is told as such: the file is not there then. */
async function* rowsOf(answer: Response, body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw unreadable(answer, error);
  }
}

async function errorBody(answer: Response): Promise<unknown> {
  const text = (await answer.text()).slice(0, MAX_ERROR_BYTES);
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // None of Postern's: that is what will be said.
  }
}
