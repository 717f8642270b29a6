import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer as createSite } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { beforeAll, expect, inject, it, onTestFinished } from "vitest";
import { findChromium, startChromium } from "../../../scripts/lib/chromium.mjs";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
  // Nothing is kept at home: the commands are given an address and a token.
  const { postern } = typistOf(space, tmpdir());
  await space.api("PUT", "/v1/secrets/site", { body: { data: { username: "anna", password: "canary-password" } } });
  await postern(["vault", "add", "store", "--native"]);
  await postern(["credential", "add", "site", "--vault", "store", "--path", "site", "--domain", "127.0.0.1"]);
  await postern(["credential", "add", "other", "--vault", "store", "--path", "site", "--domain", "portal.example.net"]);
});
const typist = () => typistOf(space, newFolder());

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

it("authenticate is refused without a browser, and with two", async () => {
  const { postern } = typist();
  const told = {
    code: 2,
    out: "",
    err: "error: give either --browser or --cdp-url (usage)\n  next: postern browser list\n",
  };
  expect(await postern(["authenticate", "site"])).toEqual(told);
  expect(await postern(["authenticate", "site", "--browser", "b", "--cdp-url", "ws://127.0.0.1:9"])).toEqual(told);
});

it("authenticate tells why a run failed, with exit code 1", async () => {
  const { postern } = typist();
  const { code, out, err } = await postern(["authenticate", "site", "--cdp-url", "ws://127.0.0.1:9/devtools"]);
  expect([code, out]).toEqual([1, expect.stringMatching(/^status {2}failed\ncode {4}browser_unreachable\n/)]);
  expect(err).toMatch(/^run [0-9a-f-]{36}\n/);
  expect(err.slice(err.indexOf("\n") + 1)).toBe(
    "nothing answers at the browser's address\n" +
      "  next: look whether the browser, and its session, is alive; postern browser list has its address\n",
  );
  const asJson = await postern(["authenticate", "site", "--cdp-url", "ws://127.0.0.1:9/devtools", "--json"]);
  expect([asJson.code, asJson.err]).toEqual([1, ""]);
});

it("authenticate cancels the run at the server by Ctrl-C, and says so", async () => {
  // A browser that takes the connection and says nothing.
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(silent, "listening");
  onTestFinished(() => void silent.close());
  const args = ["authenticate", "site", "--cdp-url", `ws://127.0.0.1:${portOf(silent)}/devtools`];
  const env = { PATH: process.env.PATH ?? "", HOME: newFolder(), POSTERN_URL: space.url, POSTERN_TOKEN: space.token };
  const child = spawn(process.execPath, [inject("commandLine").file, ...args], { env });
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    err += part;
    if (/^run .*\n$/.test(err)) child.kill("SIGINT");
  });
  const code = await new Promise((ended) => child.once("close", ended));
  expect(code).toBe(130);
  expect(err).toMatch(/^run [0-9a-f-]{36}\nCancelling the run…\nthe run was cancelled\n$/);
  const { body } = await space.api("GET", `/api/v1/authentications/${err.slice("run ".length, err.indexOf("\n"))}`);
  expect(body).toMatchObject({ status: "cancelled" });
});

it.skipIf(findChromium() === undefined)(
  "authenticate signs in on a page of a real browser with exit code 0, and ends with 4 where the page is not the credential's",
  async () => {
    const posted: string[] = [];
    const site = createSite((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (part: string) => (body += part));
      request.on("end", () => {
        if (request.method === "POST") posted.push(body);
        response.writeHead(200, { "content-type": "text/html" });
        response.end(
          request.method === "POST"
            ? "<title>in</title>welcome"
            : "<form method=post action=/in><input name=user autocomplete=username><input name=pass type=password autocomplete=current-password><button>Sign in</button></form>",
        );
      });
    }).listen(0, "127.0.0.1");
    await once(site, "listening");
    onTestFinished(() => void site.close());
    const page = `http://127.0.0.1:${portOf(site)}/`;
    const browser = await startChromium();
    onTestFinished(async () => await browser.stop());
    await fetch(`http://${new URL(browser.url).host}/json/new?${page}login`, { method: "PUT" });
    const { postern } = typist();
    expect((await postern(["browser", "add", "chromium", "--endpoint", browser.url])).code).toBe(0);
    const args = ["--browser", "chromium", "--page", `${page}login`, "--mode", "fill"];
    const refused = await postern(["authenticate", "other", ...args]);
    expect([refused.code, refused.out]).toEqual([4, expect.stringContaining("host_not_allowed")]);
    expect(refused.err).toContain("if so, postern credential edit other --add-domain HOST\n");
    await fetch(`http://${new URL(browser.url).host}/json/new?${page}other`, { method: "PUT" });
    const several = await postern(["authenticate", "site", "--browser", "chromium"]);
    expect([several.code, several.err.split("\n").slice(-3)]).toEqual([
      1,
      ["several pages are open", "  next: --page PAGE, the target id or the beginning of the address", ""],
    ]);
    expect(several.out.match(/^targets {2}[0-9A-F]{32} {2}127\.0\.0\.1$/gm)).toHaveLength(2);
    const { code, out, err } = await postern(["authenticate", "site", ...args]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^status {3}authenticated\nverdict {2}signed_in\n/)]);
    expect(err).toMatch(/^run \S+\nusername: filled\npassword: filled\nsubmit: sent\n$/);
    expect(posted).toEqual(["user=anna&pass=canary-password"]);
    expect(out + err).not.toContain("canary");
  },
);
