import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { configuredPort } from "../../scripts/lib/port.mjs";
import { PATIENCE_MS } from "../support/patience";
import { type Checkout, newCheckout } from "./checkout";
import { type Script, startScript } from "./process";
import { newStranger, quietPort } from "./stranger";

let checkout: Checkout;
const started: Script[] = [];

const start = (...args: string[]): Script => {
  const script = startScript(checkout.folder, args);
  started.push(script);
  return script;
};

const dev = (...args: string[]): Script => start("scripts/dev.mjs", ...args);

const stranger = async () => {
  const made = await newStranger();
  onTestFinished(() => made.close());
  return made;
};

beforeAll(() => {
  checkout = newCheckout();
});

// The next one finds the data in nobody's hands.
afterEach(async () => {
  const ending = started.splice(0);
  for (const script of ending) script.end();
  await Promise.all(ending.map((script) => script.exited));
});

afterAll(() => checkout.remove());

/** Whoever is asked only whether it is ours is told nothing but the question. */
const SECRET = /authorization|bearer|pst_|cookie|x-tenant-id/i;

it("npm run dev at a port where somebody else listens refuses a port that is taken, without a word to who listens there", async () => {
  const other = await stranger();
  const script = dev("--port", String(other.port));
  expect(await script.exited).toBe(1);
  expect(script.said()).toBe(
    `error: port ${other.port} is taken by another program, which was not spoken to. ` +
      `Choose another: npm run dev -- --port ${other.port + 1} (beside another npm run dev with --persist-to DIR, too)\n`,
  );
  expect(other.connections()).toBe(0);
  expect(existsSync(join(checkout.folder, ".dev.vars"))).toBe(false);
});

it("npm run dev at a port where somebody else listens refuses the port of wrangler.toml in the same way", async () => {
  const other = await stranger();
  checkout.edit("wrangler.toml", "port = 8787", `port = ${other.port}`);
  onTestFinished(() => checkout.edit("wrangler.toml", `port = ${other.port}`, "port = 8787"));
  const script = dev();
  expect(await script.exited).toBe(1);
  expect(script.said()).toContain(`port ${other.port} is taken`);
  expect(other.connections()).toBe(0);
});

it("npm run dev at a port where somebody else listens tells no secret to who takes the port after it was looked at", async () => {
  const other = await stranger();
  // What follows the look at the port, in a process of its own as it always runs.
  const module = `await (await import("./scripts/lib/worker.mjs")).startWorker({ port: ${other.port}, quiet: true })`;
  const script = start("--input-type=module", "--eval", module);
  expect(await script.exited).toBe(1);
  expect(script.said()).toContain(`another server answers at port ${other.port}; it was told nothing`);
  expect(other.heard.length).toBeGreaterThan(0);
  expect(other.heard.filter((request) => !request.startsWith("GET /v1/version\n") || SECRET.test(request))).toEqual([]);
  expect(script.hasFamily()).toBe(false);
});

it("npm run dev at the port that was asked for serves there, logs each request once, and ends with all it started as soon as nobody reads it", async () => {
  const port = await quietPort();
  const url = `http://127.0.0.1:${port}`;
  const script = dev("--port", String(port));
  await script.says("List credentials:");
  expect(script.said()).toContain(`Console  ${url}/  (sign in with the token)\n`);
  const token = readFileSync(join(checkout.folder, ".dev.token"), "utf8").trim();
  const who = await fetch(`${url}/v1/auth/whoami`, { headers: { authorization: `Bearer ${token}` } });
  expect([who.status, await who.json()]).toEqual([200, expect.objectContaining({ identity_id: "user:dev" })]);

  const id = who.headers.get("x-request-id") ?? "no id";
  await script.says(id);
  await fetch(`${url}/v1/health`);
  await script.says('"/v1/health"'); // Lines come in order: what else there was of the first is here by now.
  expect(
    script
      .said()
      .split("\n")
      .filter((line) => line.includes(id)),
  ).toHaveLength(1);
  expect(script.said().match(/whoami.* 200|"\/v1\/auth\/whoami"/g)).toHaveLength(1);

  script.closePipes();
  // Its log line meets the closed pipe; the end that this brings may come before the answer.
  await fetch(`${url}/v1/health`).catch(() => undefined);
  await vi.waitFor(() => expect(script.hasFamily()).toBe(false), { timeout: PATIENCE_MS, interval: 50 });
  await expect(fetch(`${url}/v1/health`)).rejects.toThrow("fetch failed");
});

it("a second npm run dev has data and a token of its own, or does not start", async () => {
  const ports = [await quietPort(), await quietPort()];
  const first = dev("--port", String(ports[0]));
  await first.says("List credentials:");
  const refused = dev("--port", String(ports[1]));
  expect(await refused.exited).toBe(1);
  expect(refused.said()).toBe(
    `error: another process has the data in ${join(checkout.folder, ".wrangler")}. ` +
      `Stop it, or keep the data of this one elsewhere: npm run dev -- --port ${ports[1]} --persist-to DIR\n`,
  );
  const elsewhere = join(checkout.folder, "its own data");
  const second = dev("--port", String(ports[1]), "--persist-to", elsewhere);
  await second.says("List credentials:");
  expect(second.said()).toContain(`--stdin < '${join(elsewhere, ".dev.token")}'\n`);
  const tokens = [checkout.folder, elsewhere].map((folder) => readFileSync(join(folder, ".dev.token"), "utf8").trim());
  const asked = await Promise.all(
    ports.flatMap((port) =>
      tokens.map(async (token) => {
        const headers = { authorization: `Bearer ${token}` };
        return (await fetch(`http://127.0.0.1:${port}/v1/secrets`, { headers })).status;
      }),
    ),
  );
  expect(asked).toEqual([200, 401, 401, 200]);
});

it("npm run dev takes over the data of one that was killed", async () => {
  const killed = start(
    "--input-type=module",
    "--eval",
    `
    await (await import("./scripts/lib/data-folder.mjs")).holdDataFolder(".wrangler", "");
    console.log("held");
    setInterval(() => undefined, 1000);`,
  );
  await killed.says("held");
  killed.end();
  await killed.exited;
  const script = dev("--port", String(await quietPort()));
  await script.says("List credentials:");
});

it("npm run dev at the port that was asked for ends with all it started where its reader leaves after the first line", async () => {
  const script = dev("--port", String(await quietPort()));
  await new Promise((resolve) => script.child.stdout?.once("data", resolve));
  script.closePipes();
  await vi.waitFor(() => expect(script.hasFamily()).toBe(false), { timeout: PATIENCE_MS, interval: 50 });
});

it.each([
  ["[dev]\nport = 9000\n", 9000],
  ['[dev]\nip = "127.0.0.1" # here\nport=9001 # and there\n[vars]\n', 9001],
  ["[dev]\n[other]\nport = 9002\n", 8787],
  ["port = 9003\n[dev]\n", 8787],
  ["", 8787],
])("the port of wrangler.toml of %j is %i", (text, port) => {
  expect(configuredPort(text)).toBe(port);
});
