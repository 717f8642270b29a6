import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { newCheckout } from "../../scripts/checkout.ts";
import { blocksOf, runGuide } from "../../scripts/guide.ts";
import { runScript } from "../../scripts/shell.ts";
import { newSpace } from "../support/space.ts";
import { newFolder } from "../support/typed.ts";

const vault = inject("migrationVault");
const GUIDE = readFileSync(join(import.meta.dirname, "../../../docs/vault-setup.md"), "utf8");

function programsIn(folder: string, bao: string): void {
  const bin = join(folder, "node_modules/.bin");
  mkdirSync(bin, { recursive: true });
  symlinkSync(bao, join(bin, "bao"));
  writeFileSync(join(bin, "postern"), `#!/bin/sh\nexec ${process.execPath} ${inject("commandLine").file} "$@"\n`);
  chmodSync(join(bin, "postern"), 0o755);
}

it.skipIf(vault === null)("docs/vault-setup.md gives Postern the least that it needs, word by word", async () => {
  if (vault === null) return;
  const space = await newSpace();
  const folder = newFolder();
  programsIn(folder, vault.bao);
  const around = {
    commands: [
      `export POSTERN_URL=${space.url} POSTERN_TOKEN=${space.token} HOME=${folder}`,
      `export VAULT_ADDR=${vault.url} VAULT_TOKEN=${vault.token} BAO_ADDR=${vault.url} BAO_TOKEN=${vault.token}`,
      "",
    ].join("\n"),
    shown: null,
  };
  const [, ...ran] = await runGuide([around, ...blocksOf(GUIDE)], { cwd: folder, restart: async () => undefined });
  expect(ran.map(({ failed }) => failed)).toEqual([[], [], [], [], [], []]);
  const [, , registered, used] = ran.map(({ printed }) => printed);
  expect(registered).toMatch(/^\S+\nok +yes\nstage +lookup\n/);
  expect(used?.trimEnd().split("\n").at(-1)).toBe('[true,"portal.example.net"]');
  const [integration] = (await space.api("GET", "/api/v1/vault-integrations")).body;
  expect(integration).toMatchObject({ name: "vault", status: "healthy" });
  const events = (await space.api("GET", `/api/v1/vault-integrations/${integration.id}/events`)).body;
  expect(events.map(({ action }: { action: string }) => action)).toContain("integration.rotated");
  const [credential] = (await space.api("GET", "/api/v1/credentials")).body;
  const url = "https://portal.example.net/login";
  const resolved = await space.api("POST", `/api/v1/credentials/${credential.id}/resolve`, { body: { url } });
  expect(resolved.body).toMatchObject({ username: "me@acme.example", password: "example" });
});

it("the README has the commands of docs/vault-setup.md, as they stand", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../../README.md"), "utf8");
  for (const { commands } of blocksOf(GUIDE).slice(0, 3)) expect(readme).toContain(commands);
});

it("npm run setup says the commands of docs/vault-setup.md, as they stand", async () => {
  const checkout = newCheckout();
  onTestFinished(() => checkout.remove());
  const { code, out } = await runScript([join(checkout.folder, "scripts/setup.mjs")], { cwd: checkout.folder });
  expect(code).toBe(0);
  for (const { commands } of blocksOf(GUIDE).slice(0, 3)) expect(out).toContain(commands);
  const quiet = await runScript([join(checkout.folder, "scripts/setup.mjs"), "--docs-only"], { cwd: checkout.folder });
  expect(quiet).toEqual({ code: 0, out: "", err: "" });
});
