/** The proof of the log's chain, made in the browser. */
export const auditVerify = {
  title: "Verify the chain",
  lead:
    "Each row of the log holds the hash of the row before. This page recomputes them all, here in the browser, so that rows which were " +
    "changed, removed, added or swapped are found without taking the server's word.",
  sources: "What is verified",
  log: "The log of this space",
  file: "A file",
  logText:
    "The whole log is exported and followed as it comes; nothing of it is kept. The export leaves a row of its own.",
  noExport: "Your token has no scope audit:export. You can verify a file that somebody else exported.",
  fileText:
    "An export as JSON lines, made without filters: here, by postern audit export, or by the API. It stays on this computer.",
  choose: "Export file",
  drop: "Or drop it here.",
  chosen: (name: string, size: string) => `${name}, ${size}`,
  options: "What is known from elsewhere",
  before: "Hash of the row before the first one",
  beforeHint: "Where the file does not begin with row 1: the last hash of the export before.",
  head: "Hash of the last row",
  headHint: "Noted elsewhere before. Nothing else shows that rows are missing at the end.",
  hashFault: "64 hex digits in lower case.",
  server: "Ask the server too",
  serverHint: "It recomputes its own chain, and must have the last row in it.",
  submit: "Verify",
  running: {
    rows: (n: number) => `${n.toLocaleString("en")} rows followed`,
    server: (n: number) => `The server has recomputed ${n.toLocaleString("en")} rows`,
  },
  result: "Result",
  holds: (rows: number, first: number, last: number) =>
    `The chain holds: ${rows.toLocaleString("en")} rows, ${first.toLocaleString("en")} to ${last.toLocaleString("en")}.`,
  empty: "The export is empty: there is nothing to prove.",
  trusted: "The first row was taken on trust: it is not row 1, and the hash of the row before it was not given.",
  headFits: "The last row has the hash that you gave.",
  headDiffers: "The last row has another hash than the one that you gave: rows are missing at the end, or were added.",
  serverHolds: (rows: number) =>
    `The server has the last row in its own chain of ${rows.toLocaleString("en")} rows, which holds.`,
  serverBroken: (seq: number | null) =>
    seq === null
      ? "The server's own chain does not hold."
      : `The server's own chain breaks at row ${seq.toLocaleString("en")}.`,
  serverReasons: {
    hash_mismatch: "A row does not give its hash, or lies where none of the chain can be.",
    gap: "A row is missing.",
    expectation_failed:
      "The last row of the export is not in this log: one of the two was changed, or the export is another space's.",
    mark_mismatch: "The anchor or the head is not what this service wrote, or rows lie behind the head.",
    mark_key_unknown: "A mark names a root key that is not configured.",
  },
  breaks: (seq: number) => `The chain breaks at row ${seq.toLocaleString("en")}.`,
  reasons: {
    gap: "This row is missing. Was the export made with filters, or sorted otherwise?",
    hash_mismatch:
      "Its content does not give its hash, together with the hash of the row before: one of the two was changed.",
  },
  holdBefore: (rows: number) =>
    rows === 1 ? "One row before it holds." : `${rows.toLocaleString("en")} rows before it hold.`,
  says: "Hash that it says",
  gives: "Hash that it gives",
  lastHash: "Hash of the last row",
  theRow: { gap: "The row that stands in its place", hash_mismatch: "The row as it stands" },
  note: "Note this hash somewhere else: whoever has it can see later whether rows are gone from the end.",
  noExportFile: (line: number) =>
    `Line ${line.toLocaleString("en")} is no entry of an export in JSON lines. CSV exports can't be verified.`,
  brokenOff: "The rows broke off, and nothing is proved. Rows may have been removed meanwhile: try again.",
  givenUp: "Cancelled. Nothing is proved.",
};
