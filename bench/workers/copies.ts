/** How a store is made large: rows that are there are copied by SQL, with all their indexes, and only what must differ does. */
type Sql = DurableObjectStorage["sql"];

/** SQL for each column that differs. `n` counts the copies from 1, `o` is the row that is copied. */
type Differing = Readonly<Record<string, string>>;

/** Of each row that `where` finds so many copies; `o` is its table there, too. */
export function copyRows(sql: Sql, table: string, differing: Differing, where: string, copies: number, from = 0): void {
  const columns = sql.exec<{ name: string }>("SELECT name FROM pragma_table_info(?)", table).toArray();
  const names = columns.map(({ name }) => name).join(", ");
  const values = columns.map(({ name }) => differing[name] ?? `o.${name}`).join(", ");
  sql.exec(
    `WITH RECURSIVE c(n) AS (SELECT ? + 1 UNION ALL SELECT n + 1 FROM c WHERE n < ?)
     INSERT INTO ${table} (${names}) SELECT ${values} FROM c, ${table} o WHERE ${where}`,
    from,
    from + copies,
  );
}

/** An index that is made at once over all rows takes a fraction of the time of one that is kept up row by row. Gives what makes them again. */
export function dropIndexes(sql: Sql, table: string): string[] {
  const made = sql
    .exec<{ name: string; text: string }>(
      "SELECT name, sql AS text FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
      table,
    )
    .toArray();
  for (const { name } of made) sql.exec(`DROP INDEX "${name}"`);
  return made.map(({ text }) => text);
}

const HEX = "lower(hex(randomblob(32)))";

/** The copies of a secret stand beside it in the order of paths and of ids. No copy's value can be opened: it is bound to the id of its first. */
export function copySecret(sql: Sql, id: string, copies: number): void {
  const ownId = "substr(ID, 1, 20) || printf('%06d', n)";
  const idOf = (column: string) => ownId.replace("ID", `o.${column}`);
  const today = Math.floor(Date.now() / 86_400_000);
  const own = `o.secret_id = '${id}'`;
  copyRows(sql, "secrets", { id: idOf("id"), path: "o.path || printf('+%06d', n)" }, `o.id = '${id}'`, copies);
  copyRows(sql, "secret_versions", { secret_id: idOf("secret_id") }, own, copies);
  sql.exec(
    `INSERT INTO secret_reads (secret_id, day, count, last_at_ms)
     SELECT id, ?, 1, created_at_ms FROM secrets WHERE id BETWEEN substr(?, 1, 20) || '000001' AND substr(?, 1, 20) || '999999' AND id <> ?`,
    today - 1,
    id,
    id,
    id,
  );
}

/**
 * Rows of the log after the newest, of the last thirty days: copies of that one in all but number, ids, time, path, caller and hash. So the chain
 * is none: nothing may verify it.
 */
export function copyEntries(sql: Sql, { from, count, of }: { from: number; count: number; of: number }): void {
  const [newest] = sql.exec<{ seq: number; ms: number }>(
    "SELECT seq, timestamp_ms AS ms FROM audit_log ORDER BY seq DESC LIMIT 1",
  );
  if (!newest) throw new Error("the log is empty");
  const { seq } = newest;
  const stepMs = (30 * 86_400_000) / of;
  const differing = {
    seq: `${seq - from} + n`,
    id: "'log_' || printf('01K%013d', n) || upper(hex(randomblob(5)))",
    timestamp_ms: `${Date.now() - 30 * 86_400_000} + cast(n * ${stepMs} as integer)`,
    action: "CASE n % 10 WHEN 0 THEN 'write' WHEN 1 THEN 'list' ELSE 'read' END",
    identity_id: "'sa:runner-' || (n % 40)",
    secret_path: "printf('fill/%02d/key-%06d+%06d', (n * 7919) % 100, (n * 7919) % 1000, (n * 104729) % 1000)",
    user_agent: "'postern-client/1.4.0'",
    source_ip: "'198.51.100.' || (n % 250)",
    request_id: "'req_' || printf('01K%013d', n) || upper(hex(randomblob(5)))",
    hash: HEX,
  };
  copyRows(sql, "audit_log", differing, `o.seq = ${seq}`, count, from);
}
