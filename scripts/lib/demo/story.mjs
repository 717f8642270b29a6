import { isDeepStrictEqual } from "node:util";
import { ToolError } from "../project.mjs";

/**
 * Tells a person what is asked and what comes back, and stops at the first thing that is not as it should be.
 *
 * @typedef {import("../api-client.mjs").Client} Client
 * @typedef {{ name: string, ask: Client }} Caller
 * @typedef {{ body?: unknown, tenant?: string, reveal?: boolean }} AskOptions `reveal`: show the values of the answer
 * @typedef {{ name: string, run: (words: string[]) => Promise<{ code: number, text: string }> }} Terminal `text`: what was printed, or
 *   what was complained of
 * @typedef {ReturnType<typeof newStory>} Story
 */
const HIDDEN = "********";
const SECRET_KEYS = new Set([
  ...["secretId", "secret_id", "secret", "token", "client_token"],
  ...["access_token", "subject_token", "jwt"],
  ...["pass", "password", "otp_seed"],
]);
const SECRET_ARGUMENT = /\b(password|secret_id)=\S+/g;
const INDENT = "      ";
const WIDTH = 110;

export function newStory(print = console.log) {
  let steps = 0;
  let checks = 0;
  return {
    /** @param {string} title */
    chapter(title) {
      print(`\n${title}\n${"-".repeat(title.length)}`);
    },

    /** @param {string} sentence */
    step(sentence) {
      steps += 1;
      print(`\n${String(steps).padStart(4)}  ${sentence}`);
    },

    /**
     * Sends one request and shows it with its answer. @returns the body
     * @param {Caller} caller
     * @param {string} line like `POST /v1/tokens`
     * @param {number | [number, string]} expected the status, or the status and the error's code
     * @param {AskOptions} [options]
     * @returns {Promise<any>}
     */
    async ask(caller, line, expected, { body, tenant, reveal = false } = {}) {
      const [method = "", path = ""] = line.split(" ");
      const inTenant = tenant === undefined ? "" : `, in ${tenant}`;
      print(`${INDENT}> ${line}   (${caller.name}${inTenant})`);
      if (body !== undefined) print(`${INDENT}> ${shorten(JSON.stringify(masked(body)))}`);
      const answer = await caller.ask(method, path, { body, tenant });
      const text =
        answer.body === undefined ? "" : ` ${shorten(JSON.stringify(reveal ? answer.body : masked(answer.body)))}`;
      print(`${INDENT}< ${answer.status}${text}`);
      const [status, code] = typeof expected === "number" ? [expected] : expected;
      const found = code === undefined ? answer.status : `${answer.status} ${answer.body?.error?.code}`;
      if (found !== (code === undefined ? status : `${status} ${code}`))
        throw new ToolError(`${line}: expected ${[status, code].join(" ").trim()}, got ${found}`);
      checks += 1;
      return answer.body;
    },

    /**
     * Types one command and shows it with what it printed. @returns what it printed
     * @param {Terminal} terminal
     * @param {string} line like `bao kv get secret/a`; no word of it has a space
     * @param {number | [number, string]} [expected] the exit code, or the code and a part of the complaint
     * @param {{ reveal?: boolean }} [options]
     */
    async type(terminal, line, expected = 0, { reveal = false } = {}) {
      const shown = line.replaceAll(SECRET_ARGUMENT, `$1=${HIDDEN}`);
      print(`${INDENT}$ ${shown}   (${terminal.name})`);
      const { code, text } = await terminal.run(line.split(" "));
      const [status, complaint = ""] = typeof expected === "number" ? [expected] : expected;
      const seen = reveal ? shorten(inOneLine(text)) : printed(line, text);
      print(`${INDENT}< ${code} ${code === 0 ? seen : complained(text)}`.trimEnd());
      if (code !== status || !text.includes(complaint))
        throw new ToolError(`${shown}: expected ${[status, complaint].join(" ").trim()}, got ${code}:\n${text}`);
      checks += 1;
      return text;
    },

    /**
     * Something a reader is to notice, and which must be so.
     * @param {string} claim @param {unknown} actual @param {unknown} [expected]
     */
    holds(claim, actual, expected = true) {
      if (!isDeepStrictEqual(actual, expected))
        throw new ToolError(
          `not so: ${claim}\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(actual)}`,
        );
      checks += 1;
      print(`${INDENT}= ${claim}`);
    },

    /** @param {string} sentence */
    note(sentence) {
      print(`${INDENT}  ${sentence}`);
    },

    totals: () => ({ steps, checks }),
  };
}

/** The same with secrets hidden, wherever they are. A field map has names alone. @param {unknown} value @returns {unknown} */
export function masked(value) {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskedMember(key, item)]));
}

/** @param {string} key @param {unknown} item */
function maskedMember(key, item) {
  if (key === "fieldMap") return item;
  return SECRET_KEYS.has(key) && typeof item === "string" ? HIDDEN : masked(item);
}

/** What a command printed, in one line, with its secrets hidden: in JSON by their names, and a field that was asked for alone is hidden whole. @param {string} line @param {string} text */
function printed(line, text) {
  if (/ -field=/.test(line)) return HIDDEN;
  try {
    return shorten(JSON.stringify(masked(JSON.parse(text))));
  } catch {
    return shorten(inOneLine(text)); // no JSON: a sentence
  }
}

/** The end of a complaint, from the status of the answer on. @param {string} text */
const complained = (text) => shorten(inOneLine(text).replace(/^.*(?=Code: )/, ""));

/** @param {string} text */
const inOneLine = (text) => text.trim().replaceAll(/\s+/g, " ");

/** @param {string} text */
const shorten = (text) => (text.length <= 3 * WIDTH ? text : `${text.slice(0, 3 * WIDTH)} ...`);
