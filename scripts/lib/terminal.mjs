import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { ToolError } from "./project.mjs";

/** Questions to a person. They go to the standard error: what a script answers with on its standard output may be a pipe. */
const INTERRUPTED = 130;
/** Of the first line of a pipe. A token has 62. */
const MAX_CHARACTERS = 4096;

export const isAtTerminal = () => process.stdin.isTTY === true && process.stderr.isTTY === true;

/**
 * Only where `isAtTerminal()`. `close()` ends it: until then the process waits for keys. Ctrl-C and Ctrl-D end the process with 130.
 * @returns {{ ask(question: string, fallback: string): Promise<string>, askSecret(question: string): Promise<string>, close(): void }}
 */
export function openTerminal() {
  let isMuted = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isMuted) process.stderr.write(chunk);
      done();
    },
  });
  // In the mode "terminal" the reader echoes keys itself, so a muted output shows none. Without a history it keeps no line.
  const lines = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
  let isOver = false;
  lines.once("close", () => {
    if (isOver) return;
    process.stderr.write("\n");
    process.exit(INTERRUPTED);
  });
  const read = (/** @type {string} */ question) =>
    /** @type {Promise<string>} */ (new Promise((resolve) => lines.question(question, (text) => resolve(text.trim()))));
  return {
    async ask(question, fallback) {
      return (await read(`${question} [${fallback}]: `)) || fallback;
    },
    async askSecret(question) {
      process.stderr.write(question);
      isMuted = true;
      const text = await read("");
      isMuted = false;
      process.stderr.write("\n");
      return text;
    },
    close() {
      isOver = true;
      lines.close();
    },
  };
}

/** The first line of the standard input, for a script that was given a pipe or a file. Empty where there is none. */
export async function readPipedLine() {
  // Keys that are typed here would be shown.
  if (process.stdin.isTTY) throw new ToolError("nothing can be asked: the standard error is no terminal");
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += chunk;
    if (text.includes("\n")) break;
    if (text.length > MAX_CHARACTERS) throw new ToolError("the first line of the standard input is too long");
  }
  return (text.split("\n")[0] ?? "").trim();
}
