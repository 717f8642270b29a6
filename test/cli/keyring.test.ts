import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "./support/space.ts";
import { NOBODY, profilesIn, strangerTo } from "./support/stranger.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
});
const stranger = () => strangerTo(space);

/** Stands for libsecret's program: it keeps what comes by the standard input in a file, and writes down what it was called with. */
const SECRET_TOOL = `#!/bin/sh
echo "$@" >> "$HOME/calls"
case "$1" in
  store) cat > "$HOME/kept" ;;
  lookup) cat "$HOME/kept" ;;
  clear) rm "$HOME/kept" ;;
esac
`;

describe.skipIf(process.platform !== "linux")("the keyring", () => {
  it("that is not there is told of, and nothing is kept", async () => {
    const { home, postern } = stranger();
    const login = ["login", "--stdin", "--keyring", "--url", space.url];
    const ended = await postern(login, { env: { ...NOBODY, PATH: home }, input: space.token });
    expect(ended).toEqual({
      code: 1,
      out: "",
      err:
        "error: the keyring's program secret-tool is not there (keyring_missing)\n" +
        "  next: postern login, without --keyring\n",
    });
    expect(() => statSync(profilesIn(home))).toThrow("ENOENT");
  });

  it("keeps the token where that is asked for: the file has none, and no program is called with it", async () => {
    const { home, postern } = stranger();
    writeFileSync(join(home, "secret-tool"), SECRET_TOOL, { mode: 0o755 });
    const env = { ...NOBODY, PATH: `${home}:${process.env.PATH}` };
    const login = ["login", "--stdin", "--keyring", "--url", space.url];
    expect((await postern(login, { env, input: space.token })).code).toBe(0);
    expect(readFileSync(profilesIn(home), "utf8")).not.toContain(space.token);
    expect(readFileSync(join(home, "kept"), "utf8")).toBe(space.token);
    expect((await postern(["whoami", "-q"], { env })).out).toBe("user:admin\n");
    expect((await postern(["logout"], { env })).code).toBe(0);
    expect(() => statSync(join(home, "kept"))).toThrow("ENOENT");
    expect(readFileSync(join(home, "calls"), "utf8")).not.toContain(space.token);
  });

  it("that lost the token says so", async () => {
    const { home, postern } = stranger();
    writeFileSync(join(home, "secret-tool"), SECRET_TOOL, { mode: 0o755 });
    const env = { ...NOBODY, PATH: `${home}:${process.env.PATH}` };
    const login = ["login", "--stdin", "--keyring", "--url", space.url];
    expect((await postern(login, { env, input: space.token })).code).toBe(0);
    writeFileSync(join(home, "kept"), "");
    expect(await postern(["whoami"], { env })).toEqual({
      code: 3,
      out: "",
      err:
        "error: the keyring has no token of the profile default (not_signed_in)\n" +
        "  next: postern login --keyring --profile default\n",
    });
  });
});
