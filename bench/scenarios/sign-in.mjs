import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { CHROMIUM_HINT, findChromium, startChromium } from "../../scripts/lib/chromium.mjs";
import "../../scripts/lib/typescript.mjs";
import { openTransport, systemClock } from "../../scripts/lib/web-socket.mjs";
import { median } from "../lib/measure.mjs";
import { markdown, verdict } from "../lib/report.mjs";

/**
 * The time that a sign-in in a local browser takes by itself: from the first command to the verdict, without the page that the form
 * leads to, and without the second in which the page must stay quiet where nobody says what a success looks like.
 */
const MAX_OWN_MS = 400;
const [RUNS, SHORT_RUNS] = [30, 8];
const LOGIN = `<!doctype html><title>Sign in</title><form method="post" action="/in">
  <label>User name <input name="user"></label><label>Password <input name="pass" type="password"></label><button>Log in</button></form>`;
const HOME = `<!doctype html><title>Home</title><h1 id="home">Welcome</h1>`;
const MODES = /** @type {const} */ (["wire", "fill"]);
const SUCCESSES = /** @type {const} */ (["named", "quiet"]);

/** @type {import("../lib/world.mjs").Scenario<undefined>} */
export default {
  name: "sign-in",
  long: true,
  setup: async () => undefined,
  async notes(_, { life, short, tell }) {
    if (findChromium() === undefined) return [`Sign-ins: not measured, ${CHROMIUM_HINT}`];
    const site = await life.hold(startSite, (started) => started.stop());
    const browser = await life.hold(
      () => startChromium(),
      (started) => started.stop(),
    );
    const lines = [];
    let worst = 0;
    for (const mode of MODES) {
      for (const success of SUCCESSES) {
        tell(`${mode}, success ${success}`);
        await signInOnce(browser.url, site.url, mode, success); // warm
        const runs = [];
        for (let left = short ? SHORT_RUNS : RUNS; left > 0; left--)
          runs.push(await signInOnce(browser.url, site.url, mode, success));
        const of = (/** @type {keyof (typeof runs)[number]} */ part) => median(runs.map((run) => run[part]));
        lines.push([
          `${mode}, success ${success}`,
          ...[of("find"), of("write"), of("load"), of("read"), of("own")].map(ms),
        ]);
        worst = Math.max(worst, of("own"));
      }
    }
    return [
      "A sign-in on a plain page of a local Chromium, medians in ms; `own` is all but the page's load and its quiet second:",
      "",
      markdown(["", "to the values", "to the press", "page's load", "to the verdict", "own"], lines),
      "",
      verdict(worst <= MAX_OWN_MS, `a sign-in takes at most ${MAX_OWN_MS} ms of its own (p50): ${ms(worst)}`),
    ];
  },
};

/** @param {number} time */
const ms = (time) => time.toFixed(0);

async function startSite() {
  const server = createServer((request, response) => {
    request.resume().once("end", () => {
      response.writeHead(200, { "content-type": "text/html" }).end(request.method === "POST" ? HOME : LOGIN);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/login`, stop: () => new Promise((resolve) => server.close(resolve)) };
}

/**
 * One run in a tab of its own, watched by another client that knows when the page was left and when the next one was there.
 * @param {string} browserUrl @param {string} url @param {"wire" | "fill"} mode @param {"named" | "quiet"} success
 */
async function signInOnce(browserUrl, url, mode, success) {
  const { CdpClient, CDP_LIMITS } = await import("../../src/sign-in/cdp/client.ts");
  const { signIn } = await import("../../src/sign-in/drive/sign-in.ts");
  const { SIGN_IN_DEFAULTS } = await import("../../src/sign-in/drive/ports.ts");
  const { QUIET_MS } = await import("../../src/sign-in/drive/watch.ts");
  const open = async () => new CdpClient(await openTransport(browserUrl), systemClock, CDP_LIMITS);
  const hands = await open();
  const { targetId } = await hands.send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await hands.send("Target.attachToTarget", { targetId, flatten: true });
  await hands.send("Page.enable", {}, sessionId);
  const loaded = new Promise((resolve) => hands.on("Page.frameStoppedLoading", resolve));
  await hands.send("Page.navigate", { url }, sessionId);
  await loaded;
  const at = { began: 0, leased: 0, left: 0, there: 0 };
  hands.on("Page.frameStartedLoading", () => (at.left = performance.now()));
  hands.on("Page.domContentEventFired", () => (at.there = performance.now()));

  const client = await open();
  const request = {
    ...SIGN_IN_DEFAULTS,
    mode,
    target: { targetId },
    allowedDomains: ["127.0.0.1"],
    success: { timeoutMs: 15_000, ...(success === "named" ? { selector: "#home" } : {}) },
  };
  at.began = performance.now();
  const outcome = await signIn(client, request, {
    clock: systemClock,
    judge: () => ({ kind: "allowed", host: "127.0.0.1", matchedPattern: "127.0.0.1" }),
    lease: async () => {
      at.leased = performance.now();
      return { ok: true, secrets: { username: "anna", password: "correct horse", codeAt: null } };
    },
    claimStep: async () => true,
    randomBytes: (length) => randomBytes(length),
    beforeSend: async () => undefined,
    onProgress: () => undefined,
    isCancelled: () => false,
    onPause: () => undefined,
  });
  const ended = performance.now();
  client.close();
  await hands.send("Target.closeTarget", { targetId });
  hands.close();
  if (outcome.verdict !== "signed_in") throw new Error(`no sign-in was measured: ${outcome.code}`);
  const quiet = success === "quiet" ? QUIET_MS : 0;
  const [find, write, read] = [at.leased - at.began, at.left - at.leased, ended - at.there - quiet];
  return { find, write, load: at.there - at.left, read, own: find + write + read };
}
