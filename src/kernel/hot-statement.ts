import { type GetColumnData, is, Param, Placeholder } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { SpaceDb } from "./db";

/**
 * Statements that drizzle writes and that are executed without it: for the few that run with every request, where walking through
 * placeholders, encoders and columns took longer than SQLite did. docs/performance.md has the figures.
 */

/** What the driver takes: flags are 0 and 1, JSON is text. */
export type DriverValue = SqlStorageValue | Uint8Array;
/** What the driver gives: a row is a list in the order of the columns selected. */
export type DriverRow = readonly SqlStorageValue[];

/** A statement as drizzle builds it. */
interface Built {
  toSQL(): { sql: string; params: unknown[] };
}
/**
 * What builds one: a function that stands outside of every object. It is called once for the life of the isolate, because the text is the
 * same for all of them, and building it takes far longer than to execute it.
 */
export type Build = (db: SpaceDb) => Built;
/** What stands for a value: the name of a placeholder, or the value itself. */
type Parameter = { readonly name: string } | { readonly value: DriverValue };

interface Text {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}
const texts = new WeakMap<Build, Text>();

function textOf(statement: Built | Build, db: SpaceDb): Text {
  if (typeof statement !== "function") return textIn(statement);
  const text = texts.get(statement) ?? textIn(statement(db));
  texts.set(statement, text);
  return text;
}

function textIn(built: Built): Text {
  const { sql, params } = built.toSQL();
  return { sql, parameters: params.map(parameterOf) };
}

/** `V`: the values of its placeholders, by name. */
export class HotStatement<V extends { readonly [K in keyof V]: DriverValue }> {
  readonly #text: Text;

  constructor(
    private readonly db: SpaceDb,
    statement: Built | Build,
  ) {
    this.#text = textOf(statement, db);
  }

  get text(): string {
    return this.#text.sql;
  }

  /** Throws the driver's own errors, which name no value. */
  run(values: V): void {
    this.execute(values);
  }

  /** Throws where a value is missing. */
  protected execute(values: V): SqlStorageCursor<Record<string, SqlStorageValue>> {
    const named: { readonly [name: string]: DriverValue | undefined } = values;
    const bound = this.#text.parameters.map((parameter) => {
      const value = "name" in parameter ? named[parameter.name] : parameter.value;
      if (value === undefined) throw new Error("a value of the statement is missing");
      return value;
    });
    return this.db.$client.sql.exec(this.#text.sql, ...bound);
  }
}

/** The same of a statement that gives rows. */
export class HotQuery<V extends { readonly [K in keyof V]: DriverValue }, T> extends HotStatement<V> {
  constructor(
    db: SpaceDb,
    statement: Built | Build,
    private readonly decode: (row: DriverRow) => T,
  ) {
    super(db, statement);
  }

  all(values: V): T[] {
    return Array.from(this.execute(values).raw(), this.decode);
  }

  get(values: V): T | undefined {
    return this.all(values)[0];
  }
}

/** For a job: the number that a statement without placeholders gives in its first row and column; null: none. */
export const numberBy =
  (build: Build) =>
  (db: SpaceDb): number | null =>
    new HotQuery<Record<never, never>, number | null>(db, build, ([value]) =>
      typeof value === "number" ? value : null,
    ).get({}) ?? null;

type Columns = Readonly<Record<string, SQLiteColumn>>;
type Decoded<C extends Columns> = { -readonly [K in keyof C]: GetColumnData<C[K], "query"> };

/** Reads a driver's row by the columns that were selected, in their order, of which the first stands at `start`. */
export function rowDecoder<C extends Columns>(columns: C, start = 0): (row: DriverRow) => Decoded<C> {
  const cells = Object.entries(columns).map(([key, column], at) => ({
    key,
    at: start + at,
    decode: decoderOf(column),
  }));
  return (row) => {
    const decoded: Record<string, unknown> = {};
    for (const { key, at, decode } of cells) {
      const value = row[at] ?? null;
      decoded[key] = decode && value !== null ? decode(value) : value;
    }
    // What was made key by key has all keys of the columns, which the compiler can't see.
    return decoded as Decoded<C>;
  };
}

/** Numbers and texts come as they are. */
const decoderOf = (column: SQLiteColumn): ((value: SqlStorageValue) => unknown) | undefined =>
  ["SQLiteInteger", "SQLiteText"].includes(column.columnType) ? undefined : (value) => column.mapFromDriverValue(value);

function parameterOf(parameter: unknown): Parameter {
  const held = is(parameter, Param) ? parameter.value : parameter;
  if (is(held, Placeholder)) return { name: held.name };
  if (isDriverValue(held)) return { value: held };
  throw new Error("the driver takes no such value");
}

const isDriverValue = (value: unknown): value is DriverValue =>
  value === null ||
  ["string", "number"].includes(typeof value) ||
  value instanceof ArrayBuffer ||
  value instanceof Uint8Array;
