import { describe, expect, it } from "vitest";
import { newVaultSide } from "../support";

/** Members that every object of JavaScript has by itself. */
const NAMES = ["constructor", "__proto__", "toString", "hasOwnProperty"];

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
    const none = { status: 400, body: { errors: ["there is no such mount"] } };
    expect(await vault(`GET sys/internal/ui/mounts/auth/${name}`)).toMatchObject(none);
    expect(await vault(`GET sys/internal/ui/mounts/${name}/x`)).toMatchObject({ status: 403 });
    expect(await vault(`GET sys/mounts/${name}`)).toMatchObject({ status: 400 });
    expect(await vault(`GET sys/auth/${name}`)).toMatchObject({ status: 400 });
  });
});
