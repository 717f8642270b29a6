import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Checkout, newCheckout } from "./checkout";
import { type Script, startScript } from "./process";
import { runScript } from "./shell";
import { quietPort } from "./stranger";

const ROOT = join(import.meta.dirname, "../..");
/** Within the project, where the package's own dependencies are found upwards. */
let folder: string;
let checkout: Checkout;
let dev: Script;
let url: string;

beforeAll(async () => {
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  folder = mkdtempSync(join(ROOT, ".cache", "client-"));
  const { code, err } = await runScript(["scripts/build-client.mjs", "--out", join(folder, "dist")]);
  expect([code, err]).toEqual([0, ""]);
  for (const name of ["package.json", "bin"])
    cpSync(join(ROOT, "packages/client", name), join(folder, name), { recursive: true });
  const port = await quietPort();
  url = `http://127.0.0.1:${port}`;
  checkout = newCheckout();
  dev = startScript(checkout.folder, ["scripts/dev.mjs", "--port", String(port)]);
  await dev.says("Token");
});
afterAll(() => {
  dev?.end();
  checkout?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** A program of somebody who installed the package: it finds `postern` by its own name. */
async function runProgram(text: string, token: string) {
  const file = join(folder, "program.mjs");
  writeFileSync(file, text);
  return await runScript([file], { env: { POSTERN_URL: url, POSTERN_TOKEN: token } });
}

it("a program with the built package is told by a code that its token is none, and shows no token in what it prints", async () => {
  const { code, out, err } = await runProgram(
    `import { Postern } from "postern";
     const postern = new Postern({ url: process.env.POSTERN_URL, token: process.env.POSTERN_TOKEN });
     await postern.secrets.get("shop/db").catch((error) => { console.log(error, postern); process.exitCode = 3; });`,
    "pst_canary_token",
  );
  expect([code, err]).toEqual([3, ""]);
  expect(out).toContain("code: 'token_invalid'");
  expect(out).not.toContain("canary");
});

it("a program with the built package writes, reads and lists, and shows no value that it prints by mistake", async () => {
  const { code, out, err } = await runProgram(
    `import { isPosternError, Postern } from "postern";
     import { authenticate } from "postern/playwright";
     import { authenticate as other } from "postern/puppeteer";
     import { verify } from "postern/webhooks";
     const postern = new Postern({ url: process.env.POSTERN_URL, token: process.env.POSTERN_TOKEN });
     await postern.secrets.put("shop/db", { user: "anna", password: "c4nary" }, { ifAbsent: true });
     const secret = await postern.secrets.get("shop/db");
     console.log(secret, [authenticate, other, verify].map((one) => typeof one));
     const again = await postern.secrets.put("shop/db", { user: "x" }, { ifAbsent: true }).catch((error) => error);
     for await (const { path } of postern.secrets.list({ prefix: "shop/" })) console.log(path);
     console.log(secret.data.password.length, isPosternError(again, "version_conflict"));`,
    readFileSync(join(checkout.folder, ".dev.token"), "utf8").trim(),
  );
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("password: '[concealed]'");
  expect(out).toContain("[ 'function', 'function', 'function' ]\nshop/db\n6 true\n");
  expect(out).not.toContain("c4nary");
});

it("the types of the built package check a program of somebody else, without the types of Node or of Playwright", async () => {
  writeFileSync(
    join(folder, "program.ts"),
    `import { isPosternError, Postern, type Secret } from "postern";
     import { authenticate, type PlaywrightPage } from "postern/playwright";
     import { verify } from "postern/webhooks";
     export async function main(postern: Postern, page: PlaywrightPage): Promise<string> {
       const secret: Secret = await postern.secrets.get("shop/db");
       const run = await authenticate(page, { postern, credentialId: "x", browser: { browserId: "y" } });
       // @ts-expect-error a version is a number
       await postern.secrets.get("shop/db", { version: "1" });
       // @ts-expect-error there is no such route
       await postern.call("get", "/v1/nothing", {});
       const { event_type } = verify(new Headers(), "", "whsec_");
       if (isPosternError(event_type, "secret_not_found")) return event_type.code;
       return \`\${secret.version} \${run.status}\`;
     }`,
  );
  const options = {
    target: "es2022",
    module: "nodenext",
    lib: ["es2022", "dom"],
    strict: true,
    noEmit: true,
    types: [],
  };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...options, skipLibCheck: false }, files: ["program.ts"] }),
  );
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const checked = promisify(execFile)(process.execPath, [tsc, "-p", folder]).then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );
  expect(await checked).toBe("");
});

it("the command of the built package tells its version, and signs in by the variables that it is given", async () => {
  const command = join(folder, "bin/postern.cjs");
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(await runScript([command, "--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  const token = readFileSync(join(checkout.folder, ".dev.token"), "utf8").trim();
  const env = { POSTERN_URL: url, POSTERN_TOKEN: token };
  expect(await runScript([command, "whoami", "-q"], { env })).toEqual({ code: 0, out: "user:dev\n", err: "" });
});

it("the command of a package that was not built says what builds it", async () => {
  const bare = join(folder, "bare");
  cpSync(join(ROOT, "packages/client/bin"), join(bare, "bin"), { recursive: true });
  expect(await runScript([join(bare, "bin/postern.cjs"), "whoami"])).toEqual({
    code: 1,
    out: "",
    err: "error: the command line is not built yet\n  next: npm run client:build\n",
  });
});

it("the package has the version of the project", () => {
  const versionIn = (file: string) => JSON.parse(readFileSync(join(ROOT, file), "utf8")).version;
  expect(versionIn("packages/client/package.json")).toBe(versionIn("package.json"));
});
