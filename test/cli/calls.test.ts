import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "./support/space.ts";
import { NOBODY, strangerTo } from "./support/stranger.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
});
const stranger = () => strangerTo(space);

describe("a call", () => {
  it("that is wrong ends with 2 and names the help", async () => {
    expect(await stranger().postern(["whoam"])).toEqual({
      code: 2,
      out: "",
      err: "error: unknown command 'whoam' (Did you mean whoami?) (usage)\n  next: postern --help\n",
    });
  });

  it.each([
    [["pst_tnt_x_SECRET"], "unknown command '?'", "postern --help"],
    [["ls", "--tokn=pst_SECRET"], "unknown option '--tokn'", "postern ls --help"],
    [["put", "app/x", "a=b", "--pasword=SECRET"], "unknown option '--pasword'", "postern put --help"],
    [["put", "app/x", "a=b", "-pSECRET"], "unknown option '?'", "postern put --help"],
    [["ls", "--SECRET\u001b[2J"], "unknown option '?'", "postern ls --help"],
    [["login", "SECRET"], "too many arguments for 'login'. Expected 0 arguments but got 1.", "postern login --help"],
    [
      ["export", "--format", "SECRET"],
      "option '--format <format>' is invalid. Allowed choices are dotenv, json, yaml, k8s.",
      "postern export --help",
    ],
    [["audit", "export", "--to"], "option '--to <time>' argument missing", "postern audit export --help"],
    [
      ["completion", "SECRET' is invalid for argument 'x"],
      "no such argument 'shell'. Allowed choices are bash, zsh, fish.",
      "postern completion --help",
    ],
    [["get"], "missing required argument 'reference'", "postern get --help"],
    [["token", "create"], "required option '--name <name>' not specified", "postern token create --help"],
  ])("that is wrong (%j) repeats no value, and tells a program so, too", async (args, message, next) => {
    const { postern } = stranger();
    const err = `error: ${message} (usage)\n  next: ${next}\n`;
    expect(await postern(args)).toEqual({ code: 2, out: "", err });
    const body = JSON.stringify({ error: { code: "usage", message, next } });
    const [command = "", ...rest] = args;
    if (args.length < 2 || command === "audit" || command === "token") return;
    expect(await postern([command, "--json", ...rest])).toEqual({ code: 2, out: "", err: `${body}\n` });
  });

  it.each([
    [
      "no known type",
      ["put", "app/x", "a=b", "--type", "none", "--yes", "-q"],
      "",
      "This secret type is not known. (invalid_secret_type)",
    ],
    [
      "a value that is too large",
      ["put", "app/x", "a=-", "--yes", "-q"],
      "x".repeat(2_000_000),
      "The body is too large. (payload_too_large)",
    ],
  ])("with %s ends with 2", async (_, args, input, message) => {
    const { code, out, err } = await stranger().postern(args, { input });
    expect([code, out, err.split("\n")[0]]).toEqual([2, "", `error: ${message}`]);
  });

  it("to a server that is not there ends with 7", async () => {
    const { code, err } = await stranger().postern(["whoami"], { env: { POSTERN_URL: "http://127.0.0.1:9" } });
    expect([code, err]).toEqual([
      7,
      "error: the server at http://127.0.0.1:9 could not be reached (unreachable)\n  next: start the server there, or give another address: --url, POSTERN_URL, postern profile\n",
    ]);
  });

  it("tells a program of its fault in JSON", async () => {
    const { code, out, err } = await stranger().postern(["whoami", "--json"], { env: { POSTERN_TOKEN: "pst_x" } });
    expect([code, out]).toEqual([3, ""]);
    expect(JSON.parse(err)).toEqual({
      error: {
        code: "token_invalid",
        message: "The token is not valid.",
        next: "unset POSTERN_TOKEN after postern login, or give another",
        request_id: expect.stringMatching(/^req_/),
      },
    });
  });

  it("takes the options of every command before it, too", async () => {
    const { postern } = stranger();
    expect(await postern(["-q", "whoami"])).toEqual({ code: 0, out: "user:admin\n", err: "" });
    const env = { POSTERN_TOKEN: "pst_other" };
    expect((await postern(["--token", space.token, "whoami", "-q"], { env })).code).toBe(0);
  });

  it("with --debug tells of each request, and shows no token", async () => {
    const { code, err } = await stranger().postern(["whoami", "-q", "--debug"]);
    expect(code).toBe(0);
    expect(err).toMatch(/^debug: GET \/v1\/auth\/whoami 200 req_\w+ \d+ ms\n$/);
  });

  it("for the version needs nothing else", async () => {
    const { version } = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../packages/client/package.json"), "utf8"),
    );
    expect(await stranger().postern(["--version"], { env: NOBODY })).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });
});
