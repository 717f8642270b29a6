import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";
import { realVault } from "./vault.ts";

const vault = realVault();
let space: Space;
beforeAll(async () => {
  space = await newSpace();
});

const person = () => {
  const home = newFolder();
  return { home, ...typistOf(space, home) };
};
const nameOf = (kind: string) => `${kind} ${randomUUID()}`;
const asJson = <T>(text: string): T => JSON.parse(text) as T;

it("a store of Postern's own is shown without what it has not", async () => {
  const { postern } = person();
  expect((await postern(["vault", "add", "own", "--native"])).out).toMatch(
    /^id {6}\S+\nname {4}own\ntype {4}native\nstatus {2}healthy\n$/,
  );
});

/** The own store as a vault, a secret in it, and a credential that points there. */
async function nativeCredential() {
  const { postern } = person();
  const store = nameOf("store");
  const credential = nameOf("credential");
  const path = `portal/${randomUUID()}`;
  expect((await postern(["vault", "add", store, "--native"])).code).toBe(0);
  await space.api("PUT", `/v1/secrets/${path}`, { body: { data: { username: "anna", password: "p 1\u001b[2J" } } });
  const place = ["--vault", store, "--path", path, "--domain", "portal.example.net"];
  expect(await postern(["credential", "add", credential, ...place])).toMatchObject({ code: 0, err: "" });
  return { store, credential, path };
}

describe("vault", () => {
  it("needs an address and a role, and no value in the command", async () => {
    const { postern } = person();
    expect(await postern(["vault", "add", "x"])).toEqual({
      code: 2,
      out: "",
      err: "error: a vault needs an address and a role (usage)\n  next: --address ADDRESS --role-id ID, or --native\n",
    });
    expect(await postern(["vault", "add", "x", "--address", "https://vault.example", "--role-id", "r"])).toEqual({
      code: 2,
      out: "",
      err:
        "error: nobody can be asked here: this is no terminal (usage)\n" +
        "  next: --secret-id-stdin, and the value in a pipe\n",
    });
    expect((await postern(["vault", "add", "x", "--native", "--address", "https://vault.example"])).code).toBe(2);
  });

  it("is not found by a name that none has, and not guessed where several have it", async () => {
    const { postern } = person();
    const name = nameOf("twin");
    expect(await postern(["vault", "test", name])).toEqual({
      code: 5,
      out: "",
      err: `error: there is no vault of the name ${name} (vault_not_found)\n  next: postern vault list\n`,
    });
    const ids: string[] = [];
    // The API lets two have one name; the command line does not make them.
    const body = { type: "native", name };
    for (const _ of [1, 2]) ids.push((await space.api("POST", "/api/v1/vault-integrations", { body })).body.id);
    expect(await postern(["vault", "test", name])).toEqual({
      code: 2,
      out: "",
      err: `error: several have the name ${name}: ${ids.join(", ")} (usage)\n  next: the id in place of the name\n`,
    });
    expect((await postern(["vault", "rm", ids[0] ?? "", "--yes"])).code).toBe(0);
    expect((await postern(["vault", "rm", name, "-y"])).err).toBe(`Removed the vault ${name}.\n`);
  });

  it("is not pushed to where the path has the mount before it, before anything is asked", async () => {
    const { postern } = person();
    const refused = (mount: string, next: string) => ({
      code: 2,
      out: "",
      err: `error: the path begins with ${mount}/data/: it is given behind the mount (usage)\n  next: ${next}\n`,
    });
    expect(await postern(["vault", "push", "v", "secret/data/app/p", "a=b"])).toEqual(
      refused("secret", "postern vault push VAULT app/p …"),
    );
    expect(await postern(["vault", "push", "v", "team/kv/data/p", "a=b", "--mount", "team/kv"])).toEqual(
      refused("team/kv", "postern vault push VAULT p …"),
    );
  });

  it("is not added with --verify where nothing answers, and the address that was tried is told", async () => {
    const at = ["--address", "http://127.0.0.1:9", "--role-id", "r", "--secret-id-stdin", "--verify"];
    const { code, out, err } = await person().postern(["vault", "add", nameOf("none"), ...at], { input: "canary\n" });
    expect([code, out, err.split("\n").slice(0, 2)]).toEqual([
      1,
      "",
      [
        "error: The vault could not be reached. (http://127.0.0.1:9) (vault_unreachable)",
        "  next: the same command with the vault's own address: --address ADDRESS",
      ],
    ]);
  });

  it("is not added under a name that one has", async () => {
    const { postern } = person();
    const name = nameOf("taken");
    expect((await postern(["vault", "add", name, "--native"])).code).toBe(0);
    expect(await postern(["vault", "add", name, "--native"])).toEqual({
      code: 6,
      out: "",
      err: `error: there is a vault of the name ${name} already (name_conflict)\n  next: postern vault list, or another name\n`,
    });
    const at = ["--address", "https://vault.example", "--role-id", "r", "--secret-id-stdin"];
    expect(await postern(["vault", "add", name, ...at], { input: "canary\n" })).toEqual({
      code: 6,
      out: "",
      err: `error: there is a vault of the name ${name} already (name_conflict)\n  next: postern vault rotate ${name}, for another secret id\n`,
    });
    const { body } = await space.api("GET", "/api/v1/vault-integrations");
    expect(body.filter((one: { name: string }) => one.name === name)).toHaveLength(1);
  });

  it.skipIf(vault === undefined)("of OpenBao is added, tested, pushed to, rotated and removed", async () => {
    const { home, postern, atTerminal } = person();
    const { roleId, secretId } = (await vault?.giveRole()) ?? { roleId: "", secretId: "" };
    const name = nameOf("bao");
    const at = ["--address", vault?.url ?? "", "--role-id", roleId, "--secret-id-stdin", "--verify"];
    const wrong = await postern(["vault", "add", name, ...at], { input: "canary-of-a-secret-id\n" });
    expect([wrong.code, wrong.out, wrong.err.split("\n").slice(0, 2)]).toEqual([
      1,
      "",
      [
        `error: The vault refused the AppRole login. (${vault?.url}) (vault_auth_failed)`,
        "  next: the same command with another secret id, --role-id or --auth-mount",
      ],
    ]);
    const added = await postern(["vault", "add", name, ...at, "--json"], { input: `${secretId}\n` });
    expect([added.code, added.err]).toEqual([0, ""]);
    expect(asJson(added.out)).toMatchObject({ name, type: "hashicorp", roleId, status: expect.any(String) });
    expect(added.out).not.toContain(secretId);
    expect((await postern(["vault", "test", name])).out).toMatch(/^ok {11}yes\nstage {8}lookup\n/);
    expect((await postern(["vault", "list", "-q"])).out.split("\n")).toContain(name);

    const path = `app/${randomUUID()}`;
    expect(await postern(["vault", "push", name, path, "a=b"])).toMatchObject({ code: 2, out: "" });
    writeFileSync(join(home, "password"), "from a file\n");
    const fields = ["username=anna", "password=@password", "code=-"];
    const pushed = await postern(["vault", "push", name, path, ...fields, "--yes"], { input: "piped\n" });
    expect([pushed.code, pushed.err]).toEqual([0, ""]);
    expect(pushed.out).toMatch(/^path {5}secret\/data\/app\/\S+\nversion {2}1\n$/);
    const there = (await vault?.api("GET", `secret/data/${path}`)) as { data: { data: unknown } } | undefined;
    expect(there?.data.data).toEqual({ username: "anna", password: "from a file", code: "piped" });

    expect((await postern(["vault", "rotate", name, "--secret-id-stdin"], { input: secretId })).code).toBe(2);
    const rotated = await atTerminal(["vault", "rotate", name, "--verify"], [["Secret id", `${secretId}\r`]]);
    expect(rotated.code).toBe(0);
    expect(rotated.out).not.toContain(secretId.slice(0, 8));
    const no = await atTerminal(["vault", "rm", name], [["Remove the vault", "n"]]);
    expect([no.code, no.out.includes("nothing was changed")]).toEqual([1, true]);
    expect((await postern(["vault", "rm", name, "--yes"])).code).toBe(0);
  });
});

describe("credential", () => {
  it("is not added under a name that one has", async () => {
    const { postern } = person();
    const { store, credential, path } = await nativeCredential();
    const place = ["--vault", store, "--path", path, "--domain", "portal.example.net"];
    expect(await postern(["credential", "add", credential, ...place])).toEqual({
      code: 6,
      out: "",
      err: `error: there is a credential of the name ${credential} already (name_conflict)\n  next: postern credential show ${credential}\n`,
    });
  });

  it("is not given to a page of another host, and the reason is told", async () => {
    const { postern } = person();
    const { credential } = await nativeCredential();
    expect(await postern(["credential", "match", credential, "https://evil.example/login"])).toEqual({
      code: 4,
      out: "given   no\nhost    evil.example\nreason  not_listed\n",
      err: "",
    });
    const { code, out, err } = await postern(["credential", "resolve", credential, "--page", "https://evil.example/"]);
    expect([code, out]).toEqual([4, ""]);
    expect(err).toContain("(host_not_allowed)");
  });

  it("is given to its page: as JSON or one field into a pipe, masked on a terminal, and shown there when that is asked for", async () => {
    const { postern, atTerminal } = person();
    const { credential } = await nativeCredential();
    const page = ["--page", "https://portal.example.net/login"];
    expect((await postern(["credential", "match", credential, "https://portal.example.net/login"])).code).toBe(0);
    const all = await postern(["credential", "resolve", credential, ...page]);
    expect(asJson(all.out)).toMatchObject({ username: "anna", password: "p 1\u001b[2J", host: "portal.example.net" });
    const one = await postern(["credential", "resolve", credential, ...page, "--field", "password"]);
    expect(one).toEqual({ code: 0, out: "p 1\u001b[2J", err: "" });
    expect((await postern(["credential", "resolve", credential, ...page, "--field", "totp"])).code).not.toBe(0);
    const masked = await atTerminal(["credential", "resolve", credential, ...page]);
    expect(masked.code).toBe(0);
    expect(masked.out).toContain("••••••••");
    expect(masked.out).not.toMatch(/anna|p 1/);
    expect((await atTerminal(["credential", "resolve", credential, ...page, "--json"])).out).not.toMatch(/anna|p 1/);
    const shown = await atTerminal(["credential", "resolve", credential, ...page, "--reveal"]);
    expect(shown.out).toContain("anna");
    expect(shown.out).toContain("p 1\\u{1b}[2J");
  });

  it("is shown without a value, tested, and removed after a question", async () => {
    const { postern } = person();
    const { credential, path } = await nativeCredential();
    const shown = asJson<object>((await postern(["credential", "show", credential, "--json"])).out);
    const fieldMap = { username: "username", password: "password" };
    expect(shown).toMatchObject({
      name: credential,
      vaultPath: path,
      fieldMap,
      allowedDomains: ["portal.example.net"],
    });
    const tested = await postern(["credential", "test", credential, "--page", "https://portal.example.net/"]);
    expect([tested.code, tested.out]).toEqual([0, expect.stringMatching(/^ok {14}yes\n/)]);
    expect((await postern(["credential", "rm", credential])).code).toBe(2);
    expect((await postern(["credential", "rm", credential, "-y"])).code).toBe(0);
    expect((await postern(["credential", "show", credential])).code).toBe(5);
  });
});

describe("browser", () => {
  it("is not added under a name that one has, and no key is asked for", async () => {
    const { postern } = person();
    const name = nameOf("browser");
    const args = ["browser", "add", name, "--endpoint", "wss://browser.example"];
    expect((await postern(args)).code).toBe(0);
    expect(await postern([...args, "--auth", "bearer"])).toEqual({
      code: 6,
      out: "",
      err: `error: there is a browser of the name ${name} already (name_conflict)\n  next: postern browser list\n`,
    });
  });

  it("takes its key from a pipe and never shows it, is tested with exit code 1 where nothing is, and removed", async () => {
    const { postern } = person();
    const name = nameOf("browser");
    const endpoint = "ws://127.0.0.1:9/?token={apiKey}";
    expect((await postern(["browser", "add", name, "--endpoint", endpoint])).code).toBe(2);
    const add = ["browser", "add", name, "--endpoint", endpoint, "--api-key-stdin"];
    const added = await postern(add, { input: "canary-of-a-key\n" });
    expect([added.code, added.err, added.out.includes("canary")]).toEqual([0, "", false]);
    expect((await postern(["browser", "list"])).out).toContain(endpoint);
    const tested = await postern(["browser", "test", name, "--json"]);
    expect([tested.code, asJson<{ code: string }>(tested.out).code]).toEqual([1, "browser_unreachable"]);
    expect((await postern(["browser", "test", name])).err).toBe(
      "nothing answers at the browser's address\n" +
        "  next: look whether the browser, and its session, is alive; postern browser list has its address\n",
    );
    expect((await postern(["browser", "rm", name, "--yes"])).err).toBe(`Removed the browser ${name}.\n`);
  });
});
