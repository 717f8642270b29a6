import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { PATIENCE_MS } from "../../support/patience";
import type { VaultServer } from "../../support/provided.d.ts";
import { newAppRole, putSecret } from "./approle";
import { runCommand, temporaryFolder } from "./command";
import { baoBinary, hasClients, servers } from "./servers";

/** `bao agent`: it logs in by AppRole, renews, and writes files from templates. */
const TEMPLATE = `{{ with secret "secret/data/app/agent" }}{{ .Data.data.user }}:{{ .Data.data.password }} v{{ .Data.metadata.version }}{{ end }}
`;

async function newAgent(server: VaultServer, role: string) {
  const { roleId, secretId } = await newAppRole(server, role);
  const folder = temporaryFolder();
  const at = (name: string) => join(folder, name);
  writeFileSync(at("role-id"), roleId);
  writeFileSync(at("secret-id"), secretId);
  writeFileSync(at("template"), TEMPLATE);
  const config = {
    vault: { address: server.url, retry: { num_retries: 2 } },
    auto_auth: {
      method: [
        {
          type: "approle",
          config: {
            role_id_file_path: at("role-id"),
            secret_id_file_path: at("secret-id"),
            remove_secret_id_file_after_reading: false,
          },
        },
      ],
      sink: [{ type: "file", config: { path: at("token") } }],
    },
    // Where a secret tells no end of its own, it is read again so often.
    template_config: { static_secret_render_interval: "1s", exit_on_retry_failure: true },
    template: [{ source: at("template"), destination: at("rendered") }],
  };
  writeFileSync(at("agent.json"), JSON.stringify(config));
  return {
    args: ["agent", `-config=${at("agent.json")}`],
    env: { HOME: folder },
    read: (name: string) => (existsSync(at(name)) ? readFileSync(at(name), "utf8") : undefined),
  };
}

function startAgent(args: readonly string[], env: Record<string, string>): ChildProcess {
  const agent = spawn(baoBinary, args, { env: { PATH: process.env.PATH ?? "", ...env }, stdio: "ignore" });
  onTestFinished(async () => {
    if (agent.exitCode !== null) return;
    agent.kill();
    await once(agent, "exit");
  });
  return agent;
}

describe.skipIf(!hasClients)("bao agent", () => {
  it.each(servers)("bao agent logs in by AppRole and renders its template once at $name", async (server) => {
    await putSecret(server, "app/agent", { user: "billing", password: "first" });
    const agent = await newAgent(server, "agent-once");
    const { code, err, out } = await runCommand(baoBinary, [...agent.args, "-exit-after-auth"], agent.env);
    expect(code, out + err).toBe(0);
    expect(agent.read("rendered")).toMatch(/^billing:first v\d+\n$/);
    const self = await fetch(`${server.url}/v1/auth/token/lookup-self`, {
      headers: { "x-vault-token": agent.read("token") ?? "" },
    });
    const { data } = (await self.json()) as { data: unknown };
    expect(data).toMatchObject({ meta: { role_name: "agent-once" }, path: "auth/approle/login" });
  });

  it.each(servers)("bao agent that goes on renders a changed secret anew at $name", async (server) => {
    await putSecret(server, "app/agent", { user: "billing", password: "before" });
    const { args, env, read } = await newAgent(server, "agent-on");
    startAgent(args, env);
    const rendered = (text: string) =>
      vi.waitFor(() => expect(read("rendered")).toContain(text), { timeout: PATIENCE_MS, interval: 50 });
    await rendered("billing:before");
    await putSecret(server, "app/agent", { user: "billing", password: "after" });
    await rendered("billing:after");
  });

  it.each(servers)("bao agent with another secret id renders nothing at $name", async (server) => {
    const { args, env, read } = await newAgent(server, "agent-none");
    writeFileSync(join(env.HOME, "secret-id"), "none");
    const told = spawn(baoBinary, args, { env: { PATH: process.env.PATH ?? "", ...env } });
    onTestFinished(() => void told.kill());
    let said = "";
    for (const stream of [told.stdout, told.stderr]) stream.on("data", (part) => (said += part));
    await vi.waitFor(() => expect(said).toContain("invalid role or secret ID"), { timeout: PATIENCE_MS, interval: 50 });
    expect([read("rendered"), read("token")]).toEqual([undefined, undefined]);
  });
});
