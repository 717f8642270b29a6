import { waitUntil } from "../child.mjs";
import { ToolError } from "../project.mjs";
import { LOGIN } from "./main-job.mjs";

/**
 * Tabs of the browser, and who watches them.
 *
 * @typedef {import("./story.mjs").Story} Story
 * @typedef {Awaited<ReturnType<typeof import("../../../test/sign-in/browser/spy.ts").startSpy>>} Spy
 */
const LOAD_MS = 30_000;
const LOOK_EVERY_MS = 40;
/** What the password's field holds instead: letters and digits, of no meaning. */
const STAND_IN = /^[A-Za-z0-9]{20}$/;

/** Chromium's own list of tabs, by HTTP. @param {string} socket @param {string} path @param {string} [method] */
async function askTabs(socket, path, method = "GET") {
  const answer = await fetch(`http://${new URL(socket).host}/json/${path}`, { method });
  if (!answer.ok) throw new ToolError(`Chromium refused /json/${path.replace(/\W.*/, "")}: ${answer.status}`);
  return await answer.text();
}

/** A new tab that has loaded its page. @param {string} socket @param {string} url @param {string} title @returns {Promise<string>} its id */
export async function openTab(socket, url, title) {
  const { id } = JSON.parse(await askTabs(socket, `new?${url}`, "PUT"));
  const hasLoaded = async () =>
    JSON.parse(await askTabs(socket, "list")).some(
      (/** @type {any} */ target) => target.id === id && target.title === title,
    );
  if (!(await waitUntil(hasLoaded, { timeoutMs: LOAD_MS, running: () => true })))
    throw new ToolError(`the page "${title}" did not load in Chromium`);
  return id;
}

/** @param {string} socket @param {string} id */
export const closeTab = async (socket, id) => void (await askTabs(socket, `close/${id}`));

/**
 * The spy copies the page again and again until the work is done, and once more then. A copy that the page's own way on cuts off is left.
 * @template T @param {Spy} spy @param {Promise<T>} work @returns {Promise<T>}
 */
export async function whileLooking(spy, work) {
  let done = false;
  const end = () => (done = true);
  work.then(end, end);
  while (!done) await Promise.race([Promise.all([spy.look(), pause(LOOK_EVERY_MS)]), work]);
  await spy.look();
  return await work;
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the fields of the page held when the spy looked last. @param {string} all every message that the spy got, a line each */
export function valuesSeen(all) {
  const looks = all.split("\n").map((line) => JSON.parse(line).result?.result?.value);
  const [, , values] = JSON.parse(looks.findLast((look) => typeof look === "string") ?? "[]");
  return values;
}

/** All that a spy got as text, with what is in it as base64 read, too: that is how bodies of requests come. @param {string} all */
function plainText(all) {
  const encoded = all.match(/[A-Za-z0-9+/]{8,}={0,2}/g) ?? [];
  return [all, ...encoded.map((text) => Buffer.from(text, "base64").toString("latin1"))].join("\n");
}

/** What the page's scripts wrote down of the password's field. @param {string} all every message that the spy got */
function typedPasswords(all) {
  const notes = all.matchAll(/\[\\?"pass\\?",\\?"((?:[^"\\])*)/g);
  return [...new Set([...notes].map(([, value]) => value ?? ""))];
}

/** @param {Story} story @param {Spy} spy */
export function compareWitnesses(story, spy) {
  const { all, requests } = spy.end();
  const heard = plainText(all);
  const typed = typedPasswords(all);
  const [standIn = ""] = typed;
  story.holds(
    "the page's scripts noted one password, and it is a random stand-in",
    [typed.length, STAND_IN.test(standIn)],
    [1, true],
  );
  story.note(`the page was shown:    ${standIn}`);
  story.note(`the portal was sent:   ${LOGIN.pass}`);
  story.holds(
    `the spy read ${requests} requests, with the stand-in: it was listening`,
    requests > 2 && heard.includes(standIn),
  );
  story.holds("the password is nowhere in what the spy got", heard.includes(LOGIN.pass), false);
}
