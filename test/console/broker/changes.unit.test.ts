import fc from "fast-check";
import { expect, it } from "vitest";
import { differences, onTop, patchOf } from "../../../console/src/pages/broker/credentials/changes.ts";
import { checksOf } from "../../../console/src/pages/broker/credentials/checks.ts";
import { bodyOf, type Draft, draftOf, EMPTY, isComplete } from "../../../console/src/pages/broker/credentials/draft.ts";
import { entriesOf } from "../../../console/src/pages/broker/lines.ts";

const BASE: Draft = {
  ...EMPTY,
  name: "portal",
  vaultIntegrationId: "v1",
  vaultPath: "app/portal",
  hosts: "a.example\nb.example",
};

it("a form that was not touched, but for spaces, empty lines and order, changes nothing", () => {
  const same = { ...BASE, hosts: " b.example\n\na.example \n" };
  expect(differences(BASE, same)).toEqual([]);
  expect(patchOf(BASE, same)).toEqual({});
});

it("a change sends the whole of the part that it belongs to, and nothing else", () => {
  expect(patchOf(BASE, { ...BASE, codes: "seed", totp: "otp" })).toEqual({
    fieldMap: { username: "username", password: "password", totp: "otp" },
  });
  expect(patchOf(BASE, { ...BASE, hosts: "c.example", isLimited: true, use: "sa:x\n" })).toEqual({
    allowedDomains: ["c.example"],
    access: { use: ["sa:x"], manage: [] },
  });
  expect(patchOf({ ...BASE, isLimited: true }, BASE)).toEqual({ access: null });
});

it("what differs is told by entry in a list, and by text in all else", () => {
  expect(differences(BASE, { ...BASE, name: "", hosts: "b.example\nc.example", isLimited: true })).toEqual([
    { field: "name", removed: ["portal"], added: [] },
    { field: "hosts", removed: ["a.example"], added: ["c.example"] },
    { field: "isLimited", removed: ["false"], added: ["true"] },
  ]);
});

it("my changes on top of theirs: what I wrote, and theirs where I wrote nothing", () => {
  const mine = { ...BASE, vaultPath: "app/mine", hosts: "b.example\nmine.example" };
  const theirs = { ...BASE, name: "theirs", vaultPath: "app/theirs", hosts: "a.example\nb.example\ntheirs.example" };
  expect(onTop(BASE, mine, theirs)).toEqual({
    ...BASE,
    name: "theirs",
    vaultPath: "app/mine",
    hosts: "b.example\ntheirs.example\nmine.example",
  });
  expect(onTop(BASE, BASE, theirs)).toEqual(theirs);
});

it("no host that they took away comes back, and none that I took away stays, whatever both did", () => {
  const hosts = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f"));
  fc.assert(
    fc.property(hosts, hosts, hosts, (base, mine, theirs) => {
      const draft = (list: readonly string[]): Draft => ({ ...BASE, hosts: list.join("\n") });
      const merged = entriesOf(onTop(draft(base), draft(mine), draft(theirs)).hosts);
      const expected = [...base, ...mine, ...theirs].filter((host) => {
        const isRemoved = base.includes(host) && !(mine.includes(host) && theirs.includes(host));
        return !isRemoved;
      });
      expect(merged.toSorted()).toEqual([...new Set(expected)].toSorted());
    }),
  );
});

it("a credential is the same after it stood in a form", () => {
  const credential = {
    id: "c1",
    name: "portal",
    vaultIntegrationId: "v1",
    vaultPath: "app/portal",
    fieldMap: { username: "login", password: "pass", totp: "otp" },
    allowedDomains: ["a.example"],
    access: { use: ["sa:x"], manage: ["group:y", "user:z"] },
    createdAt: "",
    updatedAt: "",
    lastUsedAt: null,
  };
  const { id: _, createdAt: _c, updatedAt: _u, lastUsedAt: _l, ...body } = credential;
  expect(bodyOf(draftOf(credential))).toEqual(body);
  expect(isComplete(draftOf(credential))).toBe(true);
  const codes = { ...credential, fieldMap: { totp: { path: "totp/code/portal" } } };
  expect(bodyOf(draftOf(codes)).fieldMap).toEqual(codes.fieldMap);
  expect(isComplete(draftOf(codes))).toBe(true);
  expect(isComplete({ ...draftOf(credential), codes: "none", password: "" })).toBe(false);
  expect(isComplete({ ...draftOf(credential), hosts: " \n" })).toBe(false);
});

it("the checks of a test come in the order in which they are made, without those of what the credential has not", () => {
  const checks = { domain: "skipped", login: "passed", path: "failed", totpSeed: "skipped" } as const;
  const fields = { username: "skipped", password: "skipped" } as const;
  expect(checksOf({ ...checks, fields }, { username: "u", password: "p" }).map(([name]) => name)).toEqual([
    "domain",
    "login",
    "path",
    "username",
    "password",
  ]);
  expect(
    checksOf({ ...checks, fields: { ...fields, totp: "passed" } }, { password: "p", totp: "t" }).map(([name]) => name),
  ).toEqual(["domain", "login", "path", "password", "totp", "totpSeed"]);
});
