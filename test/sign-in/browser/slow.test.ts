import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../../scripts/lib/web-socket.mjs";
import type { CdpClient } from "../../../src/sign-in/cdp/client";
import {
  type Bench,
  CANARY,
  formBody,
  hasChromium,
  LOGIN,
  openBench,
  openTab,
  run,
  type Wanted,
  WELCOME,
} from "./harness";
import type { Answer, Site } from "./site";

const after =
  (ms: number): Answer =>
  (_request, response) =>
    void systemClock.after(ms, () => response.writeHead(200, { "content-type": "text/html" }).end(WELCOME));
const never: Answer = () => undefined;

describe.skipIf(!hasChromium())("a run whose form was sent to a server that takes its time", () => {
  let site: Site;
  let browser: Bench["browser"];
  let client: CdpClient;
  let close: Bench["close"];
  beforeAll(async () => {
    ({ site, browser, client, close } = await openBench());
  });
  afterAll(() => close());
  async function on(answer: Answer, wanted: Wanted) {
    site.show("portal.test/login", LOGIN);
    site.show("portal.test/in", answer);
    site.received.length = 0;
    const targetId = await openTab(client, site.url("portal.test/login"));
    const { outcome } = await run(browser.url, targetId, wanted);
    return [outcome.status, outcome.verdict, outcome.code, site.posts().map(({ body }) => formBody(body).pass)];
  }

  it("does not know what came of it when its own time is over, though the browser tells nothing meanwhile", async () => {
    const unknown = "unknown_after_submit";
    for (const mode of ["wire", "fill"] as const) {
      const request = { mode, success: { timeoutMs: 2_000 } };
      expect(await on(never, { request })).toEqual(["failed", unknown, unknown, [CANARY]]);
    }
  });

  it("waits longer than for any command of the browser's, and is signed in when the answer is there", async () => {
    for (const mode of ["wire", "fill"] as const) {
      const request = { mode, success: { timeoutMs: 60_000 } };
      const signedIn = ["authenticated", "signed_in", null, [CANARY]];
      expect(await on(after(6_000), { request, limits: { commandMs: 3_000 } })).toEqual(signedIn);
    }
  });
});
