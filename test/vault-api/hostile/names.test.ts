import { describe, expect, it } from "vitest";
import { newVaultSide, refusal, told } from "../support";

/** Members that every object of JavaScript has by itself. */
const NAMES = ["constructor", "__proto__", "toString", "hasOwnProperty"];

const closed = (path: string) =>
  told(403, `preflight capability check returned 403, please ensure client's policies grant access to path "${path}/"`);

describe("a name that every object has is no name of a table", () => {
  it.each(NAMES)("capabilities at %s are none", async (name) => {
    const { vault } = await newVaultSide();
    const paths = [name, `secret/${name}/x`, `auth/${name}`];
    const { status, body } = await vault("POST sys/capabilities-self", { paths });
    expect(status).toBe(200);
    expect(body.data).toEqual(Object.fromEntries(paths.map((path) => [path, ["deny"]])));
  });

  it.each(NAMES)("there is no mount and no method %s", async (name) => {
    const { vault } = await newVaultSide();
    for (const path of [`auth/${name}`, `${name}/x`])
      expect([path, ...refusal(await vault(`GET sys/internal/ui/mounts/${path}`))]).toEqual([path, ...closed(path)]);
    expect(await vault(`GET sys/mounts/${name}`)).toMatchObject({ status: 400 });
    expect(await vault(`GET sys/auth/${name}`)).toMatchObject({ status: 400 });
  });
});
