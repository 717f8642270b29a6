import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiClient, expectStatus } from "../../scripts/lib/api-client.mjs";
import { newKey, publicKeyOf, signToken } from "../../scripts/lib/foreign-token.mjs";

const ISSUER = "https://cluster.example";

export interface Pod {
  /** A text of the guide, with the pod's own files, trust and secret in the places of those that it names. */
  here(text: string): string;
  /** Runs a program in it to its end, and tells its exit code. */
  run(program: string, ...args: readonly string[]): Promise<number>;
  write(name: string, text: string): string;
  /** What lies below /secrets; undefined: nothing of that name. */
  secret(name: string): string | undefined;
  remove(): void;
}

/** Stands for a pod of a cluster that is trusted, with its projected token: of the service account that the trust names, or another. */
export async function newPod(
  { url, token }: { readonly url: string; readonly token: string },
  { trust, account }: { readonly trust: string; readonly account: string },
): Promise<Pod> {
  const key = newKey("cluster");
  const claims = { "/kubernetes.io/namespace": "pods", "/kubernetes.io/serviceaccount/name": "app" };
  const wish = { name: trust, preset: "kubernetes", issuer: ISSUER, identity_id: "sa:jobs", scopes: ["secrets:read"] };
  const body = { ...wish, claims, jwks: { keys: [publicKeyOf(key)] } };
  const { audience } = expectStatus("the trust", await apiClient(url, token)("POST", "/v1/trusts", { body }), 201);
  const folder = mkdtempSync(join(tmpdir(), "postern-pod-"));
  const at = (name: string) => join(folder, name);
  const said = { iss: ISSUER, aud: [audience], sub: `system:serviceaccount:pods:${account}` };
  const about = { namespace: "pods", serviceaccount: { name: account, uid: "7b1c" } };
  mkdirSync(at("secrets"));
  writeFileSync(at("token"), signToken({ ...said, "kubernetes.io": about }, key));
  return {
    here: (text) =>
      text
        .replaceAll("https://postern.example", url)
        .replaceAll("/var/run/postern/token", at("token"))
        .replaceAll("/secrets/db", join(at("secrets"), "db"))
        .replaceAll("billing/db", "ci/db")
        .replaceAll('"billing"', `"${trust}"`)
        .replace("apk add", "true apk add"),
    run: (program, ...args) =>
      new Promise((resolve) => {
        const env = { PATH: process.env.PATH ?? "", HOME: folder, POSTERN: url };
        execFile(program, [...args], { cwd: folder, env }, (error) => resolve(error === null ? 0 : Number(error.code)));
      }),
    write(name, text) {
      writeFileSync(at(name), text);
      return at(name);
    },
    secret: (name) => {
      const file = join(at("secrets"), name);
      return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
