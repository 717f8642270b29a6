import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entriesOf } from "../../../console/src/pages/secrets/folders.ts";
import { type Filters, fits, isFiltered, listFilters, patternsFor } from "../../../console/src/pages/secrets/search.ts";
import type { ListedSecret } from "../../../console/src/pages/secrets/types.ts";
import { matchesGlob, parseGlob } from "../../../src/kernel/glob";

const at = (path: string) => ({ path });

describe("the entries of a folder", () => {
  it("say of the folder that was read last that there may be more in it, where more is to be read", () => {
    const read = ["a/b", "c/1", "c/2/x"].map(at);
    expect(entriesOf(read, "", true)).toEqual([
      { kind: "folder", name: "a/", prefix: "a/", count: 1, isWhole: true },
      { kind: "folder", name: "c/", prefix: "c/", count: 2, isWhole: false },
    ]);
  });

  it("are folders with what they hold, and secrets, in the order of the paths; a name may be both", () => {
    const read = ["app/db", "app/db/x", "app/db/y/z", "app/zz"].map(at);
    expect(entriesOf(read, "app/", false)).toEqual([
      { kind: "secret", name: "db", secret: at("app/db") },
      { kind: "folder", name: "db/", prefix: "app/db/", count: 2, isWhole: true },
      { kind: "secret", name: "zz", secret: at("app/zz") },
    ]);
    expect(entriesOf([], "app/", false)).toEqual([]);
  });

  it("hold every secret once, each folder once", () => {
    const name = fc.stringMatching(/^[a-c.]{1,2}$/);
    const paths = fc.uniqueArray(fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/")));
    fc.assert(
      fc.property(paths, (all) => {
        const sorted = all.toSorted((a, b) => (a < b ? -1 : 1));
        const entries = entriesOf(sorted.map(at), "", false);
        const held = entries.reduce((sum, entry) => sum + (entry.kind === "folder" ? entry.count : 1), 0);
        expect(held).toBe(all.length);
        expect(new Set(entries.map((entry) => entry.name)).size).toBe(entries.length);
      }),
    );
  });
});

describe("the patterns of a search", () => {
  const finds = (text: string, path: string): boolean =>
    patternsFor(text).some((pattern) => {
      const parsed = parseGlob(pattern);
      if (!parsed.ok) throw new Error(`${pattern}: ${parsed.reason}`);
      return matchesGlob(parsed.glob, path);
    });

  it("are patterns of paths, whatever stars somebody writes", () => {
    for (const text of ["*", "**", "***a**b", "a/**/b", "a*/", "*.*"])
      expect(finds(text, "no")).toBe(text.startsWith("*") && !/[ab.]/.test(text));
  });

  it("match a path exactly if the text is a part of it", () => {
    const name = fc.stringMatching(/^[a-b]{1,2}$/);
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
    const text = fc.stringMatching(/^[a-b][a-b/]{0,3}[a-b]$|^[a-b]$/).filter((part) => !part.includes("//"));
    fc.assert(
      fc.property(text, path, (part, whole) => {
        expect(finds(part, whole)).toBe(whole.includes(part));
      }),
    );
  });

  it("let a star stand for a part of a name", () => {
    expect(finds("pay*key", "app/payment-key")).toBe(true);
    expect(finds("pay*key", "app/pay/key")).toBe(false);
  });
});

const NOW = Date.parse("2026-06-01T00:00:00Z");
const FILTERS: Filters = { of: "own", folder: "app/", text: "", tag: "", type: "", state: "live" };

describe("what a list is asked for", () => {
  it("is what the address says", () => {
    expect(listFilters(FILTERS, NOW)).toEqual({ limit: 200, prefix: "app/" });
    expect(listFilters({ ...FILTERS, folder: "", tag: "a, b", type: "kv", state: "expiring" }, NOW)).toEqual({
      limit: 200,
      tag: ["a", "b"],
      secret_type: "kv",
      expires_before: "2026-07-01T00:00:00.000Z",
    });
    expect(listFilters({ ...FILTERS, state: "expired" }, NOW)).toEqual({
      limit: 200,
      prefix: "app/",
      expires_before: "2026-06-01T00:00:00.000Z",
      include_expired: true,
    });
    expect(listFilters({ ...FILTERS, of: "partner", text: "tls" }, NOW)).toEqual({ limit: 200, prefix: "tls" });
  });

  it("is the same that a search sorts out by itself", () => {
    const secret: ListedSecret = {
      path: "app/a",
      secret_type: "kv",
      version: 1,
      tags: ["x", "y"],
      updated_at: "2026-05-01T00:00:00Z",
      expires_at: "2026-06-20T00:00:00Z",
      rotation_policy: null,
    };
    const state = (one: Filters["state"]) => fits({ ...FILTERS, state: one }, secret, NOW);
    expect([state("live"), state("expiring"), state("expired"), state("rotated"), state("all")]).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(fits({ ...FILTERS, tag: "x,y" }, secret, NOW)).toBe(true);
    expect(fits({ ...FILTERS, tag: "x,z" }, secret, NOW)).toBe(false);
    expect(fits({ ...FILTERS, type: "json" }, secret, NOW)).toBe(false);
    expect(fits({ ...FILTERS, folder: "b/" }, secret, NOW)).toBe(false);
    expect(fits(FILTERS, { ...secret, expires_at: "2026-06-01T00:00:00Z" }, NOW)).toBe(false);
  });

  it("is filtered where it is more than a place", () => {
    expect([
      isFiltered(FILTERS),
      isFiltered({ ...FILTERS, tag: "x" }),
      isFiltered({ ...FILTERS, state: "all" }),
    ]).toEqual([false, true, true]);
  });
});
