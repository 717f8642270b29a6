import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiClient, expectStatus } from "../../scripts/lib/api-client.mjs";
import { newKey, publicKeyOf, signToken } from "../../scripts/lib/foreign-token.mjs";

/** The script of a job, as it stands in a guide below such a head, without its indentation. */
export function scriptBelow(text: string, head: string): string {
  const [, before = ""] = text.split(`${head}\n`);
  const indent = /^ */.exec(before)?.[0] ?? "";
  const lines = before.split("\n");
  const end = lines.findIndex((line) => !line.startsWith(indent));
  return `${lines
    .slice(0, end)
    .join("\n")
    .replaceAll(new RegExp(`^${indent}`, "gm"), "")}\n`;
}

export interface JobServer {
  /** What the issuer signs about a job, for an audience. */
  identify(audience: string): string;
  /** Where a job of GitHub asks for its token, and with which one. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<unknown>;
}

/** Stands for a build server: a trust of this preset takes what it signs. `ids`: the claims of both, by which no other trust is meant. */
export async function newJobServer(
  place: { readonly url: string; readonly token: string },
  trust: { readonly preset: "github" | "gitlab"; readonly ids: Readonly<Record<string, string>> },
): Promise<JobServer> {
  const key = newKey("job");
  const { preset, ids } = trust;
  const wish = { name: `jobs of ${preset}`, preset, identity_id: "sa:jobs", scopes: ["secrets:read"] };
  const body = { ...wish, claims: ids, jwks: { keys: [publicKeyOf(key)] } };
  const { issuer } = expectStatus(
    "the trust",
    await apiClient(place.url, place.token)("POST", "/v1/trusts", { body }),
    201,
  );
  const identify = (aud: string) => signToken({ iss: issuer, sub: "job", aud, ...ids }, key);
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(`http://localhost${request.url}`);
    const isRight = request.headers.authorization === "Bearer of-the-job" && searchParams.get("api-version") === "2.0";
    response.writeHead(isRight && pathname === "/token" ? 200 : 401);
    response.end(JSON.stringify({ value: identify(searchParams.get("audience") ?? "") }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = server.address() as AddressInfo;
  return {
    identify,
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "of-the-job",
    },
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** The secret that the jobs read, and their service account, which may. Made once, however often it is asked for. */
export async function giveSecret({ url, token }: { readonly url: string; readonly token: string }): Promise<void> {
  const ask = apiClient(url, token);
  expectStatus(
    "the secret",
    await ask("PUT", "/v1/secrets/ci/db", { body: { data: { password: "example" } } }),
    200,
    201,
  );
  const made = await ask("POST", "/v1/identity/identities", { body: { identity_id: "sa:jobs" } });
  if (made.status === 409) return;
  expectStatus("the service account", made, 201);
  const rules = [{ path_pattern: "ci/db", permissions: ["read"] }];
  const policy = expectStatus("the policy", await ask("POST", "/v1/policies", { body: { name: "jobs", rules } }), 201);
  const binding = { identity_id: "sa:jobs" };
  expectStatus("the binding", await ask("POST", `/v1/policies/${policy.id}/bindings`, { body: binding }), 201);
}

/** Runs a job's script as its runner does, beside a `deploy.sh` that tells what it was given. */
export async function runJob(
  shell: readonly [string, ...string[]],
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly out: string }> {
  const folder = mkdtempSync(join(tmpdir(), "postern-job-"));
  const [program, ...args] = shell;
  try {
    writeFileSync(join(folder, "script"), script);
    writeFileSync(join(folder, "deploy.sh"), '#!/bin/sh\necho "deployed with $DB_PASSWORD"\n');
    chmodSync(join(folder, "deploy.sh"), 0o700);
    const options = { cwd: folder, env: { PATH: process.env.PATH ?? "", ...env } };
    return await new Promise((resolve) =>
      execFile(program, [...args, "script"], options, (error, out) =>
        resolve({ code: error === null ? 0 : Number(error.code), out }),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
