import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate for these hosts that lives for a day, and the name of its key by which a browser can be told to trust it. */
export function makeCertificate(hosts: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "postern-certificate-"));
  try {
    const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    const names = ["-subj", "/CN=postern.test", "-addext", `subjectAltName=${hosts.map((host) => `DNS:${host}`)}`];
    const files = ["-keyout", keyFile, "-out", certFile];
    execFileSync("openssl", ["req", "-x509", "-days", "1", ...kind, ...names, ...files], { stdio: "pipe" });
    const cert = readFileSync(certFile, "utf8");
    const spki = new X509Certificate(cert).publicKey.export({ type: "spki", format: "der" });
    return { key: readFileSync(keyFile, "utf8"), cert, pin: createHash("sha256").update(spki).digest("base64") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
