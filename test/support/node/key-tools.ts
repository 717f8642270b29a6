import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import type { KeyReport, KeyText } from "../key-report.ts";
import { type Loopback, listen, readText, sendJson } from "./loopback.ts";

const execute = promisify(execFile);
/** In a locale that knows every character: in another, ssh-keygen escapes what it prints of a comment. */
const run = (tool: string, args: readonly string[], { cwd }: { readonly cwd?: string } = {}) =>
  execute(tool, [...args], { cwd, env: { ...process.env, LC_ALL: "C.UTF-8" } });
const MESSAGE = "a message to sign";

let server: Loopback | undefined;

/** `POST /pem` and `POST /ssh`: what `openssl` and `ssh-keygen` make of a pair of keys. */
export async function setup(project: TestProject): Promise<void> {
  const missing = await missingTools();
  if (missing.length > 0) {
    const rule = "=".repeat(80);
    const text = `${missing.join(" and ")} not found: made keys are not held against real tools.`;
    console.error(
      `\n${rule}\n${text} On Debian this mends it:\n\n    apt-get install openssl openssh-client\n${rule}\n`,
    );
    if (process.env.CI === "true") throw new Error(text);
    project.provide("keyTools", null);
    return;
  }
  server = await listen((request, response) => {
    handle(request, response).catch((error: Error) => sendJson(response, 500, { error: error.message }));
  });
  project.provide("keyTools", server.url);
}

export async function teardown(): Promise<void> {
  await server?.close();
}

/** Both end at once when asked so; only a program that is not there cannot be started. */
async function missingTools(): Promise<string[]> {
  const asked = { openssl: ["version"], "ssh-keygen": ["-?"] };
  const found = await Promise.all(
    Object.entries(asked).map(async ([tool, args]) => ((await starts(tool, args)) ? [] : [tool])),
  );
  return found.flat();
}

async function starts(tool: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(tool, args);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const keys: KeyText = JSON.parse(await readText(request));
  const folder = await mkdtemp(join(tmpdir(), "keys-"));
  try {
    await writeFile(join(folder, "key"), keys.privateKey, { mode: 0o600 });
    await writeFile(join(folder, "message"), MESSAGE);
    await writeFile(join(folder, "other"), `${MESSAGE}!`);
    sendJson(
      response,
      200,
      request.url === "/ssh" ? await tryWithSsh(folder, keys) : await tryWithOpenssl(folder, keys),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function tryWithOpenssl(cwd: string, { publicKey }: KeyText): Promise<KeyReport> {
  const openssl = async (...args: string[]) => (await run("openssl", args, { cwd })).stdout;
  await writeFile(join(cwd, "public"), publicKey);
  await openssl("dgst", "-sha256", "-sign", "key", "-out", "signature", "message");
  const verify = (file: string) => openssl("dgst", "-sha256", "-verify", "public", "-signature", "signature", file);
  const [kind = ""] = (await openssl("pkey", "-in", "key", "-check", "-noout", "-text")).match(/Private-Key: .*/) ?? [];
  return {
    kind,
    derivedPublicKey: await openssl("pkey", "-in", "key", "-pubout"),
    verifies: (await verify("message")).trim() === "Verified OK",
    verifiesAnother: await succeeds(verify("other")),
  };
}

async function tryWithSsh(cwd: string, { publicKey }: KeyText): Promise<KeyReport> {
  const keygen = (...args: string[]) => run("ssh-keygen", args, { cwd });
  await writeFile(join(cwd, "public"), `${publicKey}\n`);
  await writeFile(join(cwd, "signers"), `tester ${publicKey}\n`);
  await keygen("-q", "-Y", "sign", "-f", "key", "-n", "file", "message");
  // The message comes by standard input, which a shell gives.
  const verify = (file: string) =>
    run("sh", ["-c", `ssh-keygen -Y verify -f signers -I tester -n file -s message.sig < ${file}`], { cwd });
  return {
    kind: (await keygen("-l", "-f", "public")).stdout.replace(/SHA256:\S+ /, "").trim(),
    derivedPublicKey: (await keygen("-y", "-f", "key")).stdout.trim(),
    verifies: await succeeds(verify("message")),
    verifiesAnother: await succeeds(verify("other")),
  };
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch {
    return false;
  }
}
