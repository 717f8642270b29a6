import "../typescript.mjs";
import { startChromium } from "../chromium.mjs";
import { closeTab, compareWitnesses, openTab, valuesSeen, whileLooking } from "./browser-page.mjs";
import { refuseResolve, refuseWrongForms } from "./browser-refusals.mjs";
import { LOGIN, registerCredential, registerVault } from "./main-job.mjs";
import { startPortal } from "./portal.mjs";
import { setUpAgent } from "./set-up.mjs";

const { startSpy } = await import("../../../test/sign-in/browser/spy.ts");

/**
 * An agent signs in by `wire` in a real Chromium, at a portal that asks for a code, and nobody in the browser sees the password.
 *
 * @typedef {import("./story.mjs").Story} Story
 * @typedef {import("./story.mjs").Caller} Caller
 * @typedef {object} Stage
 * @property {Awaited<ReturnType<typeof startPortal>>} portal
 * @property {Awaited<ReturnType<typeof startChromium>>} chromium
 * @property {() => number} vaultCalls how often the vault was asked, by its own log
 * @typedef {Stage & { story: Story, agent: Caller, credential: any, browser: any }} Scene
 */

/** Chromium and the portal, for as long as the demonstration lasts. @param {import("../lifetime.mjs").Lifetime} life */
export async function setStage(life) {
  const portal = await life.hold(startPortal, (started) => started.stop());
  const chromium = await life.hold(
    () => startChromium(),
    (started) => started.stop(),
  );
  return { portal, chromium };
}

/**
 * @param {Story} story
 * @param {Stage & { access: import("./main-job.mjs").VaultAccess, url: string, operatorToken: string }} place
 */
export async function tellBrowser(story, { access, url, operatorToken, ...stage }) {
  const { manager, agent } = await setUpAgent(story, { url, operatorToken });
  const integration = await registerVault(story, manager, access);
  const credential = await registerCredential(story, manager, integration, undefined, ["localhost"]);
  const browser = await registerBrowser(story, manager, stage.chromium.url);
  const scene = { ...stage, story, agent, credential, browser };
  await refuseResolve(scene);
  await describe(scene);
  await signIn(scene);
  await refuseWrongForms(scene);
  await compareWithFill(scene);
  await readRows(scene, manager);
}

/** @param {Story} story @param {Caller} manager @param {string} endpoint */
async function registerBrowser(story, manager, endpoint) {
  story.chapter("A browser is registered");
  story.step("Its record says how to reach it by the Chrome DevTools Protocol. A vendor's holds a key, too, sealed.");
  const body = { name: "Chromium on this machine", endpoint };
  const made = await story.ask(manager, "POST /api/v1/browsers", 201, { body });
  const tested = await story.ask(manager, `POST /api/v1/browsers/${made.id}/test`, 200, { body: {} });
  story.holds("it answers", [tested.ok, tested.code], [true, null]);
  return made;
}

/** @param {Scene} scene */
async function describe({ story, agent, credential, browser, portal, chromium, vaultCalls }) {
  story.chapter("The agent looks before it leaps");
  const targetId = await openTab(chromium.url, portal.url("localhost/login"), "Sign in");
  const before = vaultCalls();
  story.step("What would a sign-in do on this page? Postern asks the browser where it is, not the agent.");
  const body = { browser: { browserId: browser.id }, target: { targetId } };
  const seen = await story.ask(agent, `POST /api/v1/credentials/${credential.id}/describe-login`, 200, { body });
  story.holds(
    "it would fill a user name, on the allowed host",
    [seen.host, seen.allowed, seen.form?.kind, seen.refusal],
    ["localhost", true, "username_step", null],
  );
  story.holds("by the vault's own log, it was not asked", vaultCalls() - before, 0);
  await closeTab(chromium.url, targetId);
}

/** @param {Scene} scene */
async function signIn({ story, agent, credential, browser, portal, chromium }) {
  story.chapter("The agent signs in");
  const targetId = await openTab(chromium.url, portal.url("localhost/login"), "Sign in");
  const spy = await startSpy(chromium.url);
  await spy.watch(targetId);
  portal.received.length = 0;
  story.step("Three pages: user name, password, code. Meanwhile scripts of the page note all that is typed and sent,");
  story.note("and a spy is attached to the page by CDP: it reads each request and copies the page again and again.");
  const body = { browser: { browserId: browser.id }, target: { targetId }, waitMs: 60_000 };
  const asked = story.ask(agent, `POST /api/v1/credentials/${credential.id}/authenticate`, 200, { body });
  const run = await whileLooking(spy, asked);
  story.holds(
    "it is signed in, by wire, with a code",
    [run.status, run.verdict, run.mode, run.usedTotp],
    ["authenticated", "signed_in", "wire", true],
  );
  const posted = portal.posts().map(({ path, body: sent }) => ({ path, sent: new URLSearchParams(sent) }));
  story.holds(
    "each form came once",
    posted.map(({ path }) => path),
    ["/user", "/password", "/code"],
  );
  story.holds("the portal got the password", posted[1]?.sent.get("pass"), LOGIN.pass);
  compareWitnesses(story, spy);
  await closeTab(chromium.url, targetId);
}

/** The same ears where there is something to hear: else the silence above would prove nothing. @param {Scene} scene */
async function compareWithFill({ story, agent, credential, browser, portal, chromium }) {
  story.chapter("The level below, for comparison");
  const targetId = await openTab(chromium.url, portal.url("localhost/classic"), "Sign in on one page");
  story.step(
    "By fill the password itself is in the page, as with any password manager. Here the form is not even sent.",
  );
  const body = { browser: { browserId: browser.id }, target: { targetId }, mode: "fill", submit: false };
  const run = await story.ask(agent, `POST /api/v1/credentials/${credential.id}/authenticate`, 200, { body });
  story.holds("it is filled, and says by what", [run.status, run.mode], ["filled", "fill"]);
  story.holds("the same spy sees the password now: it is not deaf", await fieldsOf(targetId, chromium.url), [
    LOGIN.login,
    LOGIN.pass,
  ]);

  story.step("Cancelling empties what was filled and not sent.");
  const cancelled = await story.ask(agent, `POST /api/v1/authentications/${run.id}/cancel`, 200);
  story.holds("it is cancelled", cancelled.status, "cancelled");
  story.holds("the spy sees empty fields", await fieldsOf(targetId, chromium.url), ["", ""]);
  await closeTab(chromium.url, targetId);
}

/** What the fields of a page hold, as a spy sees it. @param {string} targetId @param {string} socket */
async function fieldsOf(targetId, socket) {
  const spy = await startSpy(socket);
  await spy.watch(targetId);
  await spy.look();
  return valuesSeen(spy.end().all);
}

/** @param {Scene} scene @param {Caller} manager */
async function readRows({ story, credential }, manager) {
  story.chapter("What happened");
  story.step("Each run left its rows. A lease is durable before a value leaves Postern's memory for the browser.");
  const events = await story.ask(manager, `GET /api/v1/credentials/${credential.id}/events`, 200);
  for (const { at, action, code, actor, details } of events.toReversed()) {
    const what = `${action} ${code ?? ""}`.trim().padEnd(64);
    story.note(`${at}  ${what} ${actor.padEnd(23)} ${details.host ?? ""}`.trimEnd());
  }
  const counted = (/** @type {string} */ action) =>
    events.filter((/** @type {any} */ event) => event.action === action).length;
  story.holds(
    "two leases, for the two runs that came to a form that was right",
    [counted("credential.leased"), counted("credential.authentication_failed")],
    [2, 2],
  );
  const text = JSON.stringify(events);
  story.holds(
    "no row holds a user name, a password or a seed",
    Object.values(LOGIN).filter((value) => text.includes(value)),
    [],
  );
}
