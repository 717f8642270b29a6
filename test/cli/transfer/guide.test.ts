import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { blocksOf, fits, runGuide } from "../../scripts/guide.ts";
import { newSpace } from "../support/space.ts";
import { newFolder } from "../support/typed.ts";

const vault = inject("migrationVault");
const GUIDE = readFileSync(join(import.meta.dirname, "../../../docs/migrate.md"), "utf8");

/** What the programs of others print, by the formats that are cited where they are read. */
const PRINTED = {
  infisical: [{ key: "TOKEN", value: "example", type: "shared", secretPath: "/web" }],
  doppler: { DOPPLER_CONFIG: "prd", TOKEN: "example" },
  aws: {
    SecretValues: [
      { Name: "prod/db", SecretString: '{"password":"example"}' },
      { Name: "prod/token", SecretString: "example" },
    ],
    Errors: [],
  },
  ssm: { Parameters: [{ Name: "/prod/key", Type: "SecureString", Value: "example" }] },
  kubectl: {
    apiVersion: "v1",
    kind: "List",
    items: [
      {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "db", namespace: "shop" },
        data: { password: "ZXhhbXBsZQ==" },
      },
    ],
  },
};

/** A folder of programs: ours, and what stands for those of others. */
function programsIn(folder: string): void {
  const bin = join(folder, "node_modules/.bin");
  mkdirSync(bin, { recursive: true });
  const add = (name: string, script: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  add("postern", `exec ${process.execPath} ${inject("commandLine").file} "$@"`);
  for (const [name, printed] of Object.entries(PRINTED)) {
    writeFileSync(join(folder, `${name}.out`), JSON.stringify(printed));
    add(name, `exec cat ${folder}/${name}.out`);
  }
  add("aws", `if [ "$1" = ssm ]; then exec ssm; fi\nexec cat ${folder}/aws.out`);
}

async function fillVault(): Promise<void> {
  const write = async (path: string, data: object) => {
    const headers = { "X-Vault-Token": vault?.token ?? "" };
    await fetch(`${vault?.url}/v1/guide/${path}`, { method: "POST", headers, body: JSON.stringify(data) });
  };
  const headers = { "X-Vault-Token": vault?.token ?? "" };
  const mount = { type: "kv", options: { version: "2" } };
  await fetch(`${vault?.url}/v1/sys/mounts/guide`, { method: "POST", headers, body: JSON.stringify(mount) });
  // A mount of version 2 upgrades itself for a moment, and refuses writes meanwhile.
  for (;;) {
    const answer = await fetch(`${vault?.url}/v1/guide/config`, { headers });
    if (answer.ok) break;
  }
  for (const password of ["one", "two", "three"]) await write("data/app/db", { data: { password } });
  for (const key of ["one", "two"]) await write("data/app/mailer", { data: { key } });
  await write("delete/app/mailer", { versions: [1] });
}

it.skipIf(vault === null)("docs/migrate.md does what it says, word by word", async () => {
  const space = await newSpace();
  const folder = newFolder();
  programsIn(folder);
  writeFileSync(join(folder, ".env"), "PASSWORD='example'\nPORT=5432\n");
  await fillVault();
  const around = {
    commands: [
      `export POSTERN_URL=${space.url} POSTERN_TOKEN=${space.token} HOME=${folder}`,
      `export VAULT_ADDR=${vault?.url} VAULT_TOKEN=${vault?.token}`,
      "",
    ].join("\n"),
    shown: null,
  };
  const blocks = blocksOf(GUIDE.replaceAll("--mount secret", "--mount guide"));
  const [, ...ran] = await runGuide([around, ...blocks], { cwd: folder, restart: async () => undefined });
  const differences = blocks.flatMap(({ commands, shown }, at) => {
    const { printed = "", failed = [] } = ran[at] ?? {};
    return failed.length === 0 && fits(printed, shown ?? "") ? [] : [{ commands, shown, printed, failed }];
  });
  expect(differences).toEqual([]);
  expect(blocks.length).toBe(8);
});
