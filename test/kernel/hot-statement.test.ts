import { runInDurableObject } from "cloudflare:test";
import { asc, eq, getTableColumns, sql } from "drizzle-orm";
import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { expect, it } from "vitest";
import { openSpaceDb, type SpaceDb } from "../../src/kernel/db";
import { type Build, HotQuery, HotStatement, numberBy, rowDecoder } from "../../src/kernel/hot-statement";
import { newStore } from "../secrets/support";

const things = sqliteTable("things", {
  id: integer("id").primaryKey(),
  name: text("name"),
  isGood: integer("is_good", { mode: "boolean" }),
  list: text("list", { mode: "json" }).$type<readonly string[]>(),
  bytes: blob("bytes", { mode: "buffer" }),
});
const p = sql.placeholder;
const ROWS = [
  { id: 1, name: "one", is_good: 1, list: '["a","b"]', bytes: new Uint8Array([1, 2]) },
  { id: 2, name: null, is_good: 0, list: null, bytes: null },
  { id: 3, name: "", is_good: null, list: "[]", bytes: new Uint8Array() },
];

const withThings = async <T>(use: (db: SpaceDb) => T): Promise<T> =>
  runInDurableObject((await newStore()).stub, (_, { storage }) => {
    storage.sql.exec("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT, is_good INTEGER, list TEXT, bytes BLOB)");
    return use(openSpaceDb(storage));
  });
const inserted = (db: SpaceDb) =>
  new HotStatement<(typeof ROWS)[number]>(
    db,
    db.insert(things).values({
      id: p("id"),
      name: sql`${p("name")}`,
      isGood: sql`${p("is_good")}`,
      list: sql`${p("list")}`,
      bytes: sql`${p("bytes")}`,
    }),
  );

it("a hot statement is not executed without a value for each of its placeholders", async () => {
  const left = await withThings((db) => {
    const insert: HotStatement<{ id: number }> = new HotStatement(
      db,
      db.insert(things).values({ id: p("id"), name: sql`${p("name")}` }),
    );
    expect(() => insert.run({ id: 1 })).toThrow("a value of the statement is missing");
    expect(
      () =>
        new HotStatement(
          db,
          db
            .select()
            .from(things)
            .where(sql`${new Date(0)} = 1`),
        ),
    ).toThrow("no such value");
    return db.select().from(things).all();
  });
  expect(left).toEqual([]);
});

it("a hot statement's rows are those of drizzle, column by column, with values that stand in the statement itself", async () => {
  const [hot, plain, one, none] = await withThings((db) => {
    const insert = inserted(db);
    for (const row of ROWS) insert.run(row);
    const all = db.select().from(things).orderBy(asc(things.id));
    const named = db
      .select({ id: things.id, name: things.name })
      .from(things)
      .where(eq(things.id, p("id")));
    const byId = new HotQuery<{ id: number }, object>(db, named, rowDecoder({ id: things.id, name: things.name }));
    const second = new HotQuery<object, object>(
      db,
      db.select().from(things).where(eq(things.id, 2)),
      rowDecoder({ id: things.id }),
    );
    return [
      new HotQuery<object, object>(db, all, rowDecoder(getTableColumns(things))).all({}),
      all.all(),
      [byId.get({ id: 1 }), second.all({})],
      byId.get({ id: 9 }),
    ];
  });
  expect(hot).toEqual(plain);
  expect(one).toEqual([{ id: 1, name: "one" }, [{ id: 2 }]]);
  expect(none).toBeUndefined();
});

it("a hot statement that is built outside of the objects is built once, and executed in each on its own tables", async () => {
  let built = 0;
  const build: Build = (db) => {
    built++;
    return db.select({ count: sql`count(*)` }).from(things);
  };
  const counts: (number | null)[] = [];
  for (const rows of [ROWS, ROWS.slice(0, 1), []])
    counts.push(
      await withThings((db) => {
        for (const row of rows) inserted(db).run(row);
        return numberBy(build)(db);
      }),
    );
  expect([counts, built]).toEqual([[3, 1, 0], 1]);
});

it("a number that a statement gives is null where there is no row, or none in it", async () => {
  const given = await withThings((db) => [
    numberBy((of) => of.select({ id: things.id }).from(things))(db),
    numberBy((of) => of.select({ id: sql`max(${things.id})` }).from(things))(db),
    numberBy(() => db.select({ zero: sql`0` }).from(things).limit(1))(db),
  ]);
  expect(given).toEqual([null, null, null]);
});
