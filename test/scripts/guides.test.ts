import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { findOpenBao } from "../../scripts/openbao.mjs";
import { ERRORS } from "../../src/errors";
import { type Checkout, newCheckout } from "./checkout";
import { type Block, blocksOf, fits, runGuide } from "./guide";
import { giveSecret, newJobServer, runJob, scriptBelow } from "./job";
import { newPod, type Pod } from "./pod";
import { type Script, startScript } from "./process";
import { quietPort } from "./stranger";

const FOLDER = join(import.meta.dirname, "../../docs/admin");
const ADMIN = readdirSync(FOLDER).filter((name) => name.endsWith(".md"));
const GUIDES = [...ADMIN, ...["ci.md", "cli.md", "kubernetes.md", "sign-in.md"].map((name) => `../${name}`)];
const textOf = (name: string) => readFileSync(join(FOLDER, name), "utf8");

/** What the guides ask of their reader's machine. */
const MISSING = ["bash", "curl", "jq"].filter((name) => {
  try {
    execFileSync(name, ["--version"], { stdio: "ignore" });
    return false;
  } catch {
    return true;
  }
});
/** On CI, which brings them, that is a failure of the tests. */
const CANNOT_TYPE = MISSING.length > 0 && process.env.CI !== "true";
if (CANNOT_TYPE) console.warn(`skipped: the guides are not typed, because there is no ${MISSING}`);

let checkout: Checkout;
let url: string | undefined;
let dev: Script;

async function start(): Promise<void> {
  url ??= `http://127.0.0.1:${await quietPort()}`;
  dev = startScript(checkout.folder, ["scripts/dev.mjs", "--port", new URL(url).port]);
  await dev.says("List credentials:");
}

async function restart(): Promise<void> {
  dev.child.kill("SIGTERM");
  await dev.exited;
  await start();
}

beforeAll(async () => {
  checkout = newCheckout();
  if (MISSING.length === 0) await start();
});

afterAll(() => {
  dev?.end();
  checkout.remove();
});

it("docs/admin has an index that names each of its guides once, and each link of a guide leads to a file", () => {
  const index = textOf("README.md");
  const named = [...index.matchAll(/^\| \[[^\]]+\]\(([^)]+)\)/gm)].map(([, file]) => file);
  expect(named.toSorted()).toEqual(ADMIN.filter((name) => name !== "README.md"));
  const links = GUIDES.flatMap((name) =>
    [...textOf(name).matchAll(/\]\(([^)#]+)/g)].map(([, file = ""]) => join(dirname(name), file)),
  );
  expect(links.filter((file) => !existsSync(join(FOLDER, file)))).toEqual([]);
});

const REFUSAL = new RegExp(`"(${Object.keys(ERRORS).join("|")})"`);

it.skipIf(CANNOT_TYPE).each(GUIDES)("the guide docs/admin/%s does what it says, word by word", async (name) => {
  const blocks = blocksOf(textOf(name).replaceAll("http://127.0.0.1:8787", `${url}`));
  const ran = await runGuide(blocks, { cwd: checkout.folder, restart });
  const differences = blocks.flatMap(({ commands, shown }: Block, i) => {
    const { printed = "", failed = [] } = ran[i] ?? {};
    const mayFail = shown !== null && REFUSAL.test(shown);
    const isRight = (mayFail || failed.length === 0) && fits(printed, shown ?? "");
    return isRight ? [] : [{ commands, shown, printed, failed }];
  });
  expect(differences).toEqual([]);
});

const JOBS = [
  [
    "github",
    "run: |",
    ["bash", "--noprofile", "--norc", "-eo", "pipefail"],
    { repository_id: "75", repository_owner_id: "66", ref: "refs/heads/main" },
  ],
  ["gitlab", "script:\n    - |", ["sh", "-e"], { project_id: "32", namespace_id: "23" }],
] as const;

const placeHere = () => ({
  url: `${url}`,
  token: readFileSync(join(checkout.folder, ".dev.token"), "utf8").trim(),
});

async function newPodHere(wish: { readonly trust: string; readonly account: string }): Promise<Pod> {
  await giveSecret(placeHere());
  const pod = await newPod(placeHere(), wish);
  onTestFinished(() => pod.remove());
  return pod;
}

it.skipIf(CANNOT_TYPE).each(JOBS)(
  "the job of docs/ci.md for %s gets its secret as it stands, and stops where it is refused",
  async (preset, head, shell, ids) => {
    const place = placeHere();
    await giveSecret(place);
    const server = await newJobServer(place, { preset, ids });
    const script = scriptBelow(textOf("../ci.md"), head);
    const run = (audience: string) =>
      runJob(shell, script, {
        ...server.env,
        POSTERN: place.url,
        AUDIENCE: audience,
        POSTERN_JWT: server.identify(audience),
      });
    try {
      const refused = await run("https://elsewhere.example");
      expect([refused.code === 0, refused.out.includes("deployed")]).toEqual([false, false]);
      const { code, out } = await run(`${place.url}/tnt_dev`);
      const lines = out.trim().split("\n");
      expect([code, lines.filter((line) => !line.startsWith("::add-mask::"))]).toEqual([0, ["deployed with example"]]);
      const masked = preset === "github" ? [/^::add-mask::eyJ/, /^::add-mask::pst_/, /^::add-mask::example$/] : [];
      expect(lines.slice(0, -1)).toEqual(masked.map((pattern) => expect.stringMatching(pattern)));
    } finally {
      await server.stop();
    }
  },
);

it.skipIf(CANNOT_TYPE).each([
  ["app", 0, "example\n"],
  ["default", 22, ""],
])(
  "the init container of docs/kubernetes.md, as the service account %s, ends with %i",
  async (account, code, secret) => {
    const pod = await newPodHere({ trust: `pods of ${account}`, account });
    const script = scriptBelow(textOf("../kubernetes.md"), "args:\n        - |");
    expect(await pod.run("bash", "-euo", "pipefail", "-c", pod.here(script))).toBe(code);
    expect(pod.secret("db-password") ?? "").toBe(secret);
  },
);

const bao = await findOpenBao();

it.skipIf(CANNOT_TYPE || (bao === undefined && process.env.CI !== "true")).each(["kubernetes", "jwt"])(
  "bao agent with the configuration of docs/kubernetes.md logs in by %s and renders its template",
  async (method) => {
    const pod = await newPodHere({ trust: `agents by ${method}`, account: "app" });
    const [whole = "", jwt = ""] = [...textOf("../kubernetes.md").matchAll(/^```hcl\n([\s\S]*?)^```$/gm)].map(
      ([, text]) => text,
    );
    const config = method === "jwt" ? whole.replace(/ {4}type = "kubernetes"[\s\S]*?\n {4}}\n/, jwt) : whole;
    expect(config).toContain(`type = "${method}"`);
    const file = pod.write("agent.hcl", pod.here(config));
    expect(await pod.run(`${bao}`, "agent", `-config=${file}`, "-exit-after-auth")).toBe(0);
    expect(pod.secret("db.env")).toBe("PASSWORD=example");
  },
);

it.each([
  ["a\n", "a\n", true],
  ["a\nb\n", "a\n", false],
  ['["tok_01ab","x"]\n', '["tok_…","x"]\n', true],
  ['["tok_01ab","y"]\n', '["tok_…","x"]\n', false],
  ["at 2031-01-01T00:00:00.123Z\n", "at 2026-06-10T08:00:00Z\n", true],
  ["a.b\n", "a*b\n", false],
])("what a guide shows is what was printed: %j as %j, %s", (printed, shown, is) => {
  expect(fits(printed, shown)).toBe(is);
});

it("a guide's blocks are its commands, each with what stands right below it", () => {
  const text = "```sh\na\n```\n```text\n1\n```\nwords\n```console\n$ b\n```\n```sh\nc\n```\nwords\n```text\n2\n```\n";
  expect(blocksOf(text)).toEqual([
    { commands: "a\n", shown: "1\n" },
    { commands: "c\n", shown: null },
  ]);
});
