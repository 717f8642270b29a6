import { expect, it } from "vitest";
import text from "../../docs/storage.md?raw";

type Snapshot = { readonly tables: Readonly<Record<string, { readonly columns: object }>> };
const snapshots = (found: Record<string, unknown>) => Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));

const newest = [
  snapshots(import.meta.glob("../../migrations/d1/meta/*_snapshot.json", { eager: true })).at(-1),
  snapshots(import.meta.glob("../../migrations/tenant/meta/*_snapshot.json", { eager: true })).at(-1),
];

const tables = newest.flatMap((found) => Object.entries((found?.[1] as Snapshot | undefined)?.tables ?? {}));

it("the page on storage is held against the newest tables", () => {
  expect(tables.map(([name]) => name)).toEqual(expect.arrayContaining(["receipts", "pending_changes"]));
});

it.each(tables)("the page on storage tells of every column of %s", (name, { columns }) => {
  const section = text.split(/^### /m).find((part) => part.split("\n")[0]?.includes(`\`${name}\``)) ?? "";
  expect(section, `no section for ${name}`).not.toBe("");
  expect(Object.keys(columns).filter((column) => !section.includes(`\`${column}\``))).toEqual([]);
});
