import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { CHROMIUM_HINT, findChromium } from "../../scripts/lib/chromium.mjs";
import { findOpenBao, MEND_COMMAND } from "../../scripts/openbao.mjs";
import { type Script, startScript } from "./process";

const ROOT = join(import.meta.dirname, "../..");

const demo = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Script => {
  const script = startScript(ROOT, ["scripts/demo.mjs", ...args], env);
  onTestFinished(() => script.end());
  return script;
};

/** True, with a word about it, where a part that can't be had is missing. On CI that is a failure of the test. */
async function lacksAPart(parts: readonly ("chromium" | "bao")[]): Promise<boolean> {
  const hints = {
    chromium: findChromium() === undefined ? CHROMIUM_HINT : undefined,
    bao: (await findOpenBao()) === undefined ? `no OpenBao at hand; this mends it: ${MEND_COMMAND}` : undefined,
  };
  const missing = parts.flatMap((part) => hints[part] ?? []);
  if (missing.length > 0) console.warn(`skipped: ${missing.join("; ")}`);
  return missing.length > 0 && process.env.CI !== "true";
}

it("npm run demo -- --browser says how to get a Chromium where there is none, and starts nothing", async () => {
  const script = demo(["--browser"], { CHROMIUM_BIN: "/nowhere/chromium" });
  expect(await script.exited).toBe(1);
  expect(script.said()).toBe(`error: ${CHROMIUM_HINT}\n`);
});

it.each([
  ["--browser", "--native"],
  ["--vault", "--rotation"],
  ["--identity", "--native"],
])("npm run demo tells one story at a time, and not %s and %s", async (...told) => {
  const script = demo(told);
  expect(await script.exited).toBe(1);
  expect(script.said()).toMatch(/^error: one story at a time\nusage: /);
});

it.skipIf(await lacksAPart(["chromium", "bao"]))(
  "npm run demo -- --browser shows an agent that signs in while page and spy see a stand-in alone, and leaves nothing behind",
  async () => {
    const script = demo(["--browser"]);
    expect([await script.exited, script.said()]).toEqual([
      0,
      expect.stringMatching(/\nAll \d+ checks in \d+ steps held/),
    ]);
    expect(claimsOf(script)).toEqual(expect.arrayContaining(PROVEN));
    expect(script.hasFamily()).toBe(false);
  },
);

it.skipIf(await lacksAPart(["bao"]))(
  "npm run demo -- --vault shows bao and its agent at work with Postern, with no secret on the screen, and leaves nothing behind",
  async () => {
    // What the reader's own shell says of a vault is none of the demonstration's business.
    const astray = { BAO_ADDR: "http://127.0.0.1:9", VAULT_TOKEN: "none", VAULT_NAMESPACE: "elsewhere" };
    const script = demo(["--vault"], astray);
    expect([await script.exited, script.said()]).toEqual([
      0,
      expect.stringMatching(/\nAll \d+ checks in \d+ steps held/),
    ]);
    expect(claimsOf(script)).toEqual(expect.arrayContaining(PROVEN_OF_VAULT));
    expect(script.said()).not.toMatch(/pst_|correct-horse|battery-staple|native-write/);
    expect(script.hasFamily()).toBe(false);
  },
);

it("npm run demo -- --identity shows a job that buys its token, with no token on the screen, and leaves nothing behind", async () => {
  const script = demo(["--identity"]);
  expect([await script.exited, script.said()]).toEqual([
    0,
    expect.stringMatching(/\nAll \d+ checks in \d+ steps held/),
  ]);
  expect(claimsOf(script)).toEqual(expect.arrayContaining(PROVEN_OF_IDENTITY));
  // A JWT begins with an object in base64url.
  expect(script.said()).not.toMatch(/pst_|eyJ|correct-horse/);
  expect(script.hasFamily()).toBe(false);
});

it.each(["--native", "--rotation"])("npm run demo -- %s comes to its end with every check held", async (told) => {
  const script = demo([told]);
  expect([await script.exited, script.said()]).toEqual([
    0,
    expect.stringMatching(/\nAll \d+ checks in \d+ steps held/),
  ]);
});

/** What held, as it was told. */
const claimsOf = (script: Script): string[] =>
  script
    .said()
    .split("\n")
    .filter((line) => line.startsWith("      = "))
    .map((line) => line.slice(8).replace(/\d+ (requests|were)/, "n $1"));

/** What the demonstration is for: without one of these it would be no proof. */
const PROVEN = [
  "it says which scope is missing",
  "it is signed in, by wire, with a code",
  "each form came once",
  "the portal got the password",
  "the page's scripts noted one password, and it is a random stand-in",
  "the spy read n requests, with the stand-in: it was listening",
  "the password is nowhere in what the spy got",
  "nothing was sent to the portal",
  "by the vault's own log, it was not asked once",
  "the same spy sees the password now: it is not deaf",
  "the spy sees empty fields",
  "no row holds a user name, a password or a seed",
];

const PROVEN_OF_VAULT = [
  "user as it was, password as patched",
  "bao shows when, and no value",
  "it is the patched one",
  "a label, on both sides",
  "bao prints each as it was written",
  "GET /v1/secrets/shop/numbers has the same text",
  "one policy, one hour",
  "Ines has not seen the secret id, and it says where it is from",
  "the file holds the password",
  "the agent took the secret id from where it lay",
  "the file holds the new one",
  "the second unwrap and the wrong secret id are told",
  "no row holds a password, a secret id or a token: n were looked for",
  "the chain is whole",
];

const PROVEN_OF_IDENTITY = [
  "the ids and the branch are asked for",
  "for such a token nobody was asked for keys",
  "it is the branch, and nothing else",
  "it reads the password",
  "one token was made, and it says by whose word",
  "the issuer was asked once",
  "strangers cause no more questions: one a minute",
  "two exchanges were let in, five were refused",
  "the token was refused after its end",
  "no row holds an identity token, a token or the password: n were looked for",
  "the chain is whole",
];
