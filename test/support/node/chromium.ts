import { execFile } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { CHROMIUM_HINT, findChromium } from "../../../scripts/lib/chromium.mjs";
import { BROWSER_HOSTS } from "../browser-hosts.ts";

/** Says loudly, once, that no sign-in is tested, and how to mend it; in CI it is a failure. */
export async function setup(project: TestProject): Promise<void> {
  if (findChromium() !== undefined) {
    project.provide("browserCertificate", await makeCertificate(BROWSER_HOSTS));
    return;
  }
  const rule = "=".repeat(80);
  console.error(`\n${rule}\nNo sign-in is tested in a real browser: ${CHROMIUM_HINT}\n${rule}\n`);
  if (process.env.CI === "true") throw new Error(CHROMIUM_HINT);
  project.provide("browserCertificate", null);
}

/** A certificate for these hosts that lives for a day, and the name of its key by which a browser can be told to trust it. */
async function makeCertificate(hosts: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "postern-certificate-"));
  try {
    const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    const names = ["-subj", "/CN=postern.test", "-addext", `subjectAltName=${hosts.map((host) => `DNS:${host}`)}`];
    const files = ["-keyout", keyFile, "-out", certFile];
    await promisify(execFile)("openssl", ["req", "-x509", "-days", "1", ...kind, ...names, ...files]);
    const [key, cert] = await Promise.all([readFile(keyFile, "utf8"), readFile(certFile, "utf8")]);
    const spki = new X509Certificate(cert).publicKey.export({ type: "spki", format: "der" });
    return { key, cert, pin: createHash("sha256").update(spki).digest("base64") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
