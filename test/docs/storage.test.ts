import { expect, it } from "vitest";
import text from "../../docs/storage.md?raw";
import d1 from "../../migrations/d1/meta/0000_snapshot.json";
import tenant from "../../migrations/tenant/meta/0000_snapshot.json";

type Snapshot = { readonly tables: Readonly<Record<string, { readonly columns: object }>> };
const tables = [d1, tenant].flatMap((snapshot) => Object.entries((snapshot as Snapshot).tables));

it.each(tables)("the page on storage tells of every column of %s", (name, { columns }) => {
  const section = text.split(/^### /m).find((part) => part.split("\n")[0]?.includes(`\`${name}\``)) ?? "";
  expect(section, `no section for ${name}`).not.toBe("");
  expect(Object.keys(columns).filter((column) => !section.includes(`\`${column}\``))).toEqual([]);
});
