import picocolors from "picocolors";
import type { Shell } from "./shell.ts";
import { type Column, tableOf } from "./table.ts";
import { visible } from "./visible.ts";

/** What a caller wants to see: tables and words, one document of JSON, or names alone. */
export type Style = "people" | "json" | "quiet";
export type Streams = Pick<Shell, "stdout" | "stderr" | "env">;
export type Colors = ReturnType<typeof picocolors.createColors>;

/** The two streams. Answers go to the standard output, all that is said of them to the standard error. */
export class Output {
  readonly style: Style;
  /** Of the standard output. */
  readonly isTerminal: boolean;
  /** For answers. */
  readonly colors: Colors;
  /** For what is said. */
  readonly asideColors: Colors;
  readonly #shell: Streams;

  constructor(shell: Streams, style: Style) {
    this.#shell = shell;
    this.style = style;
    this.isTerminal = shell.stdout.isTTY === true;
    const isPlain = (shell.env.NO_COLOR ?? "") !== "" || shell.env.TERM === "dumb";
    this.colors = picocolors.createColors(!isPlain && this.isTerminal);
    this.asideColors = picocolors.createColors(!isPlain && shell.stderr.isTTY === true);
  }

  /** Whether nobody takes more of the answer: what is without end, or long, need not go on. */
  get isClosed(): boolean {
    return !this.#shell.stdout.writable;
  }

  /** A line of the answer. Nothing is made visible: text of others goes through `visible` first. */
  line(text: string): void {
    this.#shell.stdout.write(`${text}\n`);
  }

  /** Bytes of the answer as they are. */
  raw(bytes: string | Uint8Array): void {
    this.#shell.stdout.write(bytes);
  }

  /** The answer of `--json`. */
  json(value: unknown): void {
    this.line(JSON.stringify(value, null, 2));
  }

  /** A list: as a table, as JSON, or as the one name of each item. */
  list<T>(
    items: readonly T[],
    {
      columns,
      name,
      none,
    }: { readonly columns: readonly Column<T>[]; readonly name: (item: T) => string; readonly none: string },
  ): void {
    if (this.style === "json") this.json(items);
    else if (this.style === "quiet") for (const item of items) this.line(visible(name(item)));
    else if (items.length === 0) this.say(none);
    else for (const line of tableOf(items, columns, this.colors.dim)) this.line(line);
  }

  /** One thing: what each row is called, and what it says. As JSON the whole `value`, quietly its `name`. */
  record<T>(value: T, rows: readonly (readonly [label: string, text: string | null])[], name: string): void {
    if (this.style === "json") this.json(value);
    else if (this.style === "quiet") this.line(visible(name));
    else this.#rows(rows);
  }

  #rows(rows: readonly (readonly [label: string, text: string | null])[]): void {
    const shown = rows.filter((row): row is readonly [string, string] => row[1] !== null);
    const width = Math.max(...shown.map(([label]) => label.length));
    for (const [label, text] of shown) this.line(`${this.colors.dim(label.padEnd(width))}  ${visible(text)}`);
  }

  /** A word beside the answer; not with `--json` or `--quiet`. */
  say(text: string): void {
    if (this.style === "people") this.#shell.stderr.write(`${text}\n`);
  }

  /** What has to be known, whatever the style. */
  warn(text: string): void {
    this.#shell.stderr.write(`${this.asideColors.yellow("warning:")} ${text}\n`);
  }
}
