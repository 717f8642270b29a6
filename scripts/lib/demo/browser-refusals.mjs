import { closeTab, openTab } from "./browser-page.mjs";
import { PAGE } from "./main-job.mjs";

/**
 * What the agent gets nowhere with.
 *
 * @typedef {import("./browser.mjs").Scene} Scene
 */

/** @param {Scene} scene */
export async function refuseResolve({ story, agent, credential }) {
  story.chapter("The agent asks for the password");
  story.step("Its token may have a sign-in made, and that is all. There is no call by which it gets a value.");
  const line = `POST /api/v1/credentials/${credential.id}/resolve`;
  const refused = await story.ask(agent, line, [403, "insufficient_scope"], { body: { url: PAGE } });
  story.holds("it says which scope is missing", refused.error.details, { required_scope: "credentials:use" });
}

/** @param {Scene} scene */
export async function refuseWrongForms(scene) {
  const { story, portal, vaultCalls } = scene;
  story.chapter("Pages that are not the right one");
  const before = vaultCalls();
  portal.received.length = 0;
  story.step("The same form at another host. The credential is for localhost, and this page is at 127.0.0.1.");
  const elsewhere = await runAt(scene, portal.url("127.0.0.1/login"), "Sign in");
  story.holds("it says why", [elsewhere.status, elsewhere.code, elsewhere.steps], ["failed", "host_not_allowed", []]);

  story.step("The right host, but a form to create an account.");
  const signUp = await runAt(scene, portal.url("localhost/join"), "Create an account");
  story.holds("it says why", [signUp.status, signUp.code, signUp.steps], ["failed", "looks_like_registration", []]);

  story.holds("nothing was sent to the portal", portal.posts(), []);
  story.holds("by the vault's own log, it was not asked once", vaultCalls() - before, 0);
}

/** @param {Scene} scene @param {string} url @param {string} title @returns {Promise<any>} the run */
async function runAt({ story, agent, credential, browser, chromium }, url, title) {
  const targetId = await openTab(chromium.url, url, title);
  const line = `POST /api/v1/credentials/${credential.id}/authenticate`;
  const body = { browser: { browserId: browser.id }, target: { targetId }, waitMs: 60_000 };
  const run = await story.ask(agent, line, 200, { body });
  await closeTab(chromium.url, targetId);
  return run;
}
