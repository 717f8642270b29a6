import { fileFault } from "./fault.ts";

const FIELD = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** Rows of a CSV file (RFC 4180). Throws CliError for one that ends within quotes, or goes on behind them. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    FIELD.lastIndex = at;
    const [whole, quoted, plain = "", end] = FIELD.exec(text) ?? [];
    if (whole === undefined) throw fileFault(`no CSV, row ${rows.length + 1}`);
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push([...row, ""]);
  return rows;
}
