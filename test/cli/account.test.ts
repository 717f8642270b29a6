import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "./support/space.ts";
import { NOBODY, profilesIn, strangerTo } from "./support/stranger.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
});

const stranger = () => strangerTo(space);
async function signedIn() {
  const person = stranger();
  const login = ["login", "--stdin", "--url", space.url];
  const { code } = await person.postern(login, { env: NOBODY, input: `${space.token}\n` });
  expect(code).toBe(0);
  return person;
}

describe("signing in", () => {
  it("is refused where no address is known, and says what gives one", async () => {
    expect(await stranger().postern(["whoami"], { env: NOBODY })).toEqual({
      code: 3,
      out: "",
      err: "error: it is not known which Postern is meant (not_signed_in)\n  next: postern login --url ADDRESS\n",
    });
  });

  it.each([
    [{}, ["--url", "127.0.0.1:8787"], "--url is no address: it has no https:// or http:// in front", "--url "],
    [{}, ["--url", "https://"], "--url is no address", "--url "],
    [{}, ["--url", "http://postern.example"], "--url must be https; http is for this machine alone", "--url "],
    [
      { POSTERN_URL: "localhost:8787" },
      [],
      "POSTERN_URL is no address: it has no https:// or http:// in front",
      "POSTERN_URL=",
    ],
  ])(
    "is refused for an address that is none, or plain http to another machine (%j, %j), before anything is sent",
    async (env, args, why, next) => {
      for (const command of [["whoami"], ["login", "--stdin"]])
        expect(await stranger().postern([...command, ...args], { env, input: space.token })).toEqual({
          code: 2,
          out: "",
          err: `error: ${why} (usage)\n  next: ${next}https://postern.example, or http://127.0.0.1:8787 on this machine\n`,
        });
    },
  );

  it("is refused for an address of a profile that is none, by the profile's name", async () => {
    const { home, postern } = await signedIn();
    const profiles = { current: "old", profiles: { old: { url: "postern.example", token: "pst_x" } } };
    writeFileSync(profilesIn(home), JSON.stringify(profiles));
    expect(await postern(["whoami"], { env: NOBODY })).toEqual({
      code: 2,
      out: "",
      err:
        "error: the address of the profile old is no address: it has no https:// or http:// in front (usage)\n" +
        "  next: postern login --url https://postern.example, or http://127.0.0.1:8787 on this machine\n",
    });
  });

  it("keeps no token that the server refuses, and shows none", async () => {
    const { home, postern } = stranger();
    const canary = "pst_canary_token";
    const ended = await postern(["login", "--stdin", "--url", space.url], { env: NOBODY, input: canary });
    expect([ended.code, ended.out]).toEqual([3, ""]);
    expect(ended.err).toMatch(
      /^error: The token is not valid. \(token_invalid\)\n {2}next: postern login\n {2}request: req_\w+\n$/,
    );
    expect(() => statSync(profilesIn(home))).toThrow("ENOENT");
  });

  it.each([
    ["", ["login", "--stdin"], "the token is empty: the first line of the standard input has nothing"],
    [" \n", ["login", "--stdin"], "the token is empty: the first line of the standard input has nothing"],
    ["", ["login", "--token", ""], "the token of --token is empty"],
  ])("is refused with an empty token (%j to %j), and says how one comes", async (input, command, why) => {
    expect(await stranger().postern([...command, "--url", space.url], { env: NOBODY, input })).toEqual({
      code: 2,
      out: "",
      err: `error: ${why} (usage)\n  next: --stdin, and the token in a pipe\n`,
    });
  });

  it("is refused with an empty token of a call", async () => {
    expect(await stranger().postern(["whoami", "--token", ""])).toEqual({
      code: 2,
      out: "",
      err: "error: --token is empty (usage)\n  next: a token, or the same without it after postern login\n",
    });
  });

  it("asks nobody where there is no terminal", async () => {
    expect(await stranger().postern(["login", "--url", space.url], { env: NOBODY })).toEqual({
      code: 2,
      out: "",
      err: "error: nobody can be asked here: this is no terminal (usage)\n  next: --stdin, and the token in a pipe\n",
    });
  });

  it("asks in a terminal that knows no width of its own, too", async () => {
    const { atTerminal } = stranger();
    const typed = [["Token", `${space.token}\r`]] as const;
    const { code } = await atTerminal(["login", "--url", space.url], typed, { env: NOBODY, columns: 0 });
    expect(code).toBe(0);
  });

  it("by Ctrl-C at the question ends with 130 and keeps nothing", async () => {
    const { home, atTerminal } = stranger();
    const { code } = await atTerminal(["login", "--url", space.url], [["Token", "\u0003"]], { env: NOBODY });
    expect(code).toBe(130);
    expect(() => statSync(profilesIn(home))).toThrow("ENOENT");
  });

  it("at a terminal asks for the address and the token, shows no character of the token, and keeps it for its owner alone", async () => {
    const { home, atTerminal, postern } = stranger();
    const { code, out } = await atTerminal(
      ["login"],
      [
        ["Address", `${space.url}\r`],
        ["Token", `${space.token}\r`],
      ],
      { env: NOBODY },
    );
    expect(code).toBe(0);
    expect(out).not.toContain(space.token);
    expect(out).not.toContain(space.token.slice(0, 12));
    expect(statSync(profilesIn(home)).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, ".config/postern")).mode & 0o777).toBe(0o700);
    expect(JSON.parse(readFileSync(profilesIn(home), "utf8"))).toEqual({
      current: "default",
      profiles: { default: { url: space.url, token: space.token } },
    });
    expect(await postern(["whoami", "-q"], { env: NOBODY })).toEqual({ code: 0, out: "user:admin\n", err: "" });
  });
});

describe("the token of a call", () => {
  it("is the one of --token before that of POSTERN_TOKEN before that of a profile", async () => {
    const { postern } = await signedIn();
    const env = { POSTERN_URL: space.url, POSTERN_TOKEN: "pst_other" };
    expect((await postern(["whoami", "-q"], { env })).code).toBe(3);
    expect(await postern(["whoami", "-q", "--token", space.token], { env })).toEqual({
      code: 0,
      out: "user:admin\n",
      err: "",
    });
    expect((await postern(["whoami", "-q", "--token", "pst_other"], { env: NOBODY })).code).toBe(3);
  });

  it("that was given does not act in the space of a profile, unless the profile is named", async () => {
    const { home, postern } = await signedIn();
    const profiles = {
      current: "default",
      profiles: { default: { url: space.url, token: "pst_x", tenant: "tnt_other" } },
    };
    writeFileSync(profilesIn(home), JSON.stringify(profiles));
    const env = { POSTERN_URL: "", POSTERN_TOKEN: space.token };
    expect(await postern(["ls", "-q"], { env })).toEqual({ code: 0, out: "", err: "" });
    expect((await postern(["ls", "-q", "--profile", "default"], { env })).code).toBe(4);
    expect((await postern(["ls", "-q"], { env: NOBODY })).code).toBe(3);
  });

  it("that was copied with the word of its header is told of", async () => {
    const { postern } = stranger();
    expect(await postern(["whoami"], { env: { POSTERN_TOKEN: `Bearer ${space.token}` } })).toEqual({
      code: 2,
      out: "",
      err: "error: POSTERN_TOKEN is the token alone, without the word Bearer (usage)\n",
    });
  });

  it("that is given and refused is not mended by signing in, and the way that it was given is told", async () => {
    const { postern } = await signedIn();
    const bad = `${space.token}x`;
    const said = (next: string) =>
      expect.stringMatching(new RegExp(`^error: The token is not valid\\. \\(token_invalid\\)\n  next: ${next}\n`));
    const env = { ...NOBODY, POSTERN_URL: space.url };
    expect(await postern(["ls"], { env: { ...env, POSTERN_TOKEN: bad } })).toEqual({
      code: 3,
      out: "",
      err: said("unset POSTERN_TOKEN after postern login, or give another"),
    });
    for (const args of [["--token", bad], [`--token=${bad}`]])
      expect(await postern(["ls", ...args], { env: { ...env, POSTERN_TOKEN: space.token } })).toEqual({
        code: 3,
        out: "",
        err: said("another --token, or the same without it after postern login"),
      });
  });

  it("without a scope is refused by the name of that scope", async () => {
    const token = await space.tokenFor(["secrets:read"]);
    const { code, err } = await stranger().postern(["credential", "list"], { env: { POSTERN_TOKEN: token } });
    expect(code).toBe(4);
    expect(err).toMatch(
      /^error: The token lacks the scope for this\. \(credentials:read\) \(insufficient_scope\)\n {2}next: postern whoami\n/,
    );
  });

  it("of a profile goes to no other address", async () => {
    const { postern } = await signedIn();
    expect(await postern(["whoami", "--url", "http://127.0.0.1:9"], { env: NOBODY })).toEqual({
      code: 3,
      out: "",
      err:
        "error: the profile default is for another address than the one that is asked for (not_signed_in)\n" +
        "  next: postern login --url ADDRESS --profile NAME\n",
    });
  });

  it("is read from no file that others may read", async () => {
    const { home, postern } = await signedIn();
    chmodSync(profilesIn(home), 0o644);
    const file = profilesIn(home);
    expect(await postern(["whoami"], { env: NOBODY })).toEqual({
      code: 1,
      out: "",
      err: `error: ${file} holds tokens and may be read by others (profiles_open)\n  next: chmod 600 ${file}\n`,
    });
  });

  it("is read from no file that is none of profiles, and what is there is not repeated", async () => {
    const { home, postern } = await signedIn();
    for (const text of [
      "pst_canary",
      "{}",
      "[]",
      '{"profiles":{"a":{"token":"pst_canary"}}}',
      '{"profiles":{"a":1}}',
    ]) {
      writeFileSync(profilesIn(home), text);
      const { code, out, err } = await postern(["whoami"], { env: NOBODY });
      expect([code, out, err.includes("canary")]).toEqual([1, "", false]);
      expect(err).toContain("is no file of profiles (profiles_unreadable)");
    }
  });

  it("is bought with what the place signs, before a profile's, and not where a profile is named", async () => {
    const { postern } = await signedIn();
    // No trust takes it: what counts is who was asked to sign in.
    const env = { ...NOBODY, POSTERN_JWT: "eyJhbGciOiJub25lIn0.e30.x" };
    expect((await postern(["whoami", "-q"], { env })).code).toBe(3);
    expect((await postern(["whoami", "-q", "--profile", "default"], { env })).out).toBe("user:admin\n");
  });
});

describe("profiles", () => {
  it("are listed without their tokens, chosen by name, and forgotten", async () => {
    const { postern } = await signedIn();
    const login = ["login", "--stdin", "--url", space.url, "--profile", "other", "--tenant", space.tenant];
    expect((await postern(login, { env: NOBODY, input: space.token })).code).toBe(0);
    expect(await postern(["profile"], { env: NOBODY })).toEqual({
      code: 0,
      out:
        `NAME     ADDRESS                 TENANT\n` +
        `default  ${space.url}  the token's own\n` +
        `other *  ${space.url}  ${space.tenant}\n`.replace("NAME", "NAME"),
      err: "",
    });
    expect((await postern(["profile", "use", "none"], { env: NOBODY })).code).toBe(5);
    expect((await postern(["profile", "use", "default"], { env: NOBODY })).code).toBe(0);
    expect((await postern(["logout"], { env: NOBODY })).code).toBe(0);
    expect((await postern(["profile", "list", "--json"], { env: NOBODY })).out).toBe(
      `${JSON.stringify([{ name: "other", url: space.url, tenant: space.tenant, current: false }], null, 2)}\n`,
    );
    expect((await postern(["whoami"], { env: NOBODY })).code).toBe(3);
  });

  it("are forgotten with their token ended where that is asked for", async () => {
    const token = await space.tokenFor(["secrets:read"]);
    const { postern } = stranger();
    expect((await postern(["login", "--stdin", "--url", space.url], { env: NOBODY, input: token })).code).toBe(0);
    expect(await postern(["logout", "--revoke"], { env: NOBODY })).toEqual({
      code: 0,
      out: "",
      err: "Forgot the profile default and ended its token.\n",
    });
    const { code } = await postern(["whoami"], { env: { POSTERN_TOKEN: token } });
    expect(code).toBe(3);
  });
});
