import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";
import { realVault } from "./vault.ts";

const vault = realVault();
let space: Space;
beforeAll(async () => {
  space = await newSpace();
});

const person = () => typistOf(space, newFolder());
const nameOf = (kind: string) => `${kind} ${randomUUID()}`;
const usage = (message: string, next: string) => ({
  code: 2,
  out: "",
  err: `error: ${message} (usage)\n  next: ${next}\n`,
});

/** The own store as a vault. */
async function newStore(): Promise<string> {
  const store = nameOf("store");
  expect((await person().postern(["vault", "add", store, "--native"])).code).toBe(0);
  return store;
}

describe("vault push", () => {
  it("takes a number for --cas, and nothing else", async () => {
    expect(await person().postern(["vault", "push", "v", "app/p", "a=b", "--cas", "x"])).toEqual(
      usage("--cas takes the number of a version", "0 where there is to be none"),
    );
  });

  it("writes over the version that is named, and ends with 6 and the current one where it is another", async () => {
    const { postern } = person();
    const store = await newStore();
    const path = `portal/${randomUUID()}`;
    const push = (...more: string[]) => postern(["vault", "push", store, path, ...more, "--yes"]);
    expect((await push("username=anna", "password=old", "--cas", "0")).code).toBe(0);
    expect(await push("password=new", "--merge", "--cas", "3")).toEqual({
      code: 6,
      out: "",
      err: expect.stringMatching(
        /^error: The secret's current version in the vault is another one\. \(it is 1\) \(vault_version_conflict\)\n {2}next: look at what is in the vault now, then the same command with --cas VERSION, or with --merge\n {2}request: \S+\n$/,
      ),
    });
    expect(await push("password=new", "--merge")).toEqual({
      code: 0,
      out: `path     ${path}\nversion  2\n`,
      err: "",
    });
    const { body } = await space.api("GET", `/v1/secrets/${path}`);
    expect(body.data).toEqual({ username: "anna", password: "new" });
  });

  it("asks whether the fields are to be merged before it merges them", async () => {
    const { atTerminal } = person();
    const store = await newStore();
    const question = `Write a to app/p of ${store}, and keep the other fields?`;
    const no = await atTerminal(["vault", "push", store, "app/p", "a=b", "--merge"], [[question, "n"]]);
    expect([no.code, no.out.includes("nothing was changed")]).toEqual([1, true]);
  });
});

describe("credential add", () => {
  const place = ["--vault", "v", "--domain", "portal.example.net"];
  it.each([
    [
      ["--path", "p", "--no-password-field"],
      usage("a credential needs a password or one-time codes", "--totp-field FIELD, or --totp-path PATH"),
    ],
    [
      ["--path", "p", "--totp-field", "otp", "--totp-path", "totp/code/x"],
      usage("the codes are made from a seed, or by the vault", "either --totp-field or --totp-path"),
    ],
    [[], usage("where are the fields in the vault?", "--path VAULT-PATH")],
    [
      ["--no-username-field", "--totp-path", "totp/code/x"],
      usage("where are the fields in the vault?", "--path VAULT-PATH"),
    ],
  ])("refuses %j before anything is asked", async (options, told) => {
    expect(await person().postern(["credential", "add", "c", ...place, ...options])).toEqual(told);
  });

  it("registers a login without a user name, and shows the fields that there are", async () => {
    const { postern } = person();
    const store = await newStore();
    const path = `portal/${randomUUID()}`;
    await space.api("PUT", `/v1/secrets/${path}`, { body: { data: { pin: "p 1" } } });
    const name = nameOf("credential");
    const options = ["--vault", store, "--domain", "portal.example.net", "--path", path];
    const fields = ["--no-username-field", "--password-field", "pin"];
    const added = await postern(["credential", "add", name, ...options, ...fields]);
    expect([added.code, added.err]).toEqual([0, ""]);
    expect(added.out).toMatch(/\npassword field {2}pin\ndomains/);
    const page = ["--page", "https://portal.example.net/"];
    expect((await postern(["credential", "resolve", name, ...page, "--field", "password"])).out).toBe("p 1");
    expect((await postern(["credential", "resolve", name, ...page, "--field", "username"])).code).not.toBe(0);
  });

  it.skipIf(vault === undefined)(
    "takes codes that the vault makes, from a vault whose role asks for no secret id",
    async () => {
      const { postern } = person();
      const mount = `totp-${randomUUID()}`;
      const role = `no-secret-id-${randomUUID()}`;
      // Where AppRole is not there yet, this enables it.
      await vault?.giveRole();
      await vault?.api("POST", `sys/mounts/${mount}`, { type: "totp" });
      await vault?.api("POST", `${mount}/keys/me`, { url: "otpauth://totp/A:me?secret=JBSWY3DPEHPK3PXP&issuer=A" });
      await vault?.api("PUT", `sys/policies/acl/${mount}`, {
        policy: `path "${mount}/*" { capabilities = ["read"] }`,
      });
      const rules = { bind_secret_id: false, token_bound_cidrs: ["127.0.0.1/32"], token_policies: [mount] };
      await vault?.api("POST", `auth/approle/role/${role}`, rules);
      const roleId = (await vault?.api("GET", `auth/approle/role/${role}/role-id`))?.data.role_id ?? "";
      const name = nameOf("bao");
      const at = ["--address", vault?.url ?? "", "--role-id", roleId];
      const both = await postern(["vault", "add", name, ...at, "--no-secret-id", "--secret-id-stdin"], { input: "x" });
      expect(both).toEqual(
        usage("a secret id is given, or there is none", "either --secret-id-stdin or --no-secret-id"),
      );
      expect((await postern(["vault", "add", name, ...at, "--no-secret-id", "--verify"])).code).toBe(0);
      const codes = nameOf("codes");
      const options = ["--vault", name, "--domain", "portal.example.net", "--totp-path", `${mount}/code/me`];
      const alone = ["--no-username-field", "--no-password-field"];
      const added = await postern(["credential", "add", codes, ...options, ...alone]);
      expect([added.code, added.err]).toEqual([0, ""]);
      expect(added.out).toContain(`codes of the vault  ${mount}/code/me\n`);
      const page = ["--page", "https://portal.example.net/", "--field", "totp"];
      expect((await postern(["credential", "resolve", codes, ...page])).out).toMatch(/^\d{6}$/);
    },
  );
});
