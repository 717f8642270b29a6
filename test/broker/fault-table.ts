import { expect } from "vitest";
import text from "../../docs/faults.md?raw";
import type { Answer } from "../support/api";
import { takeErrors } from "../support/log";
import type { BrokerBench } from "./broker-bench";

/** Every row of the table in `docs/faults.md`, tried; answer and audit row are compared with what is written there. */
interface Told {
  readonly answer: string;
  readonly audit: string;
}

export const documented = new Map<string, Told>(
  // Those of browsers are told in a table of their own.
  (text.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (Fault|---) /.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")))
    .map(([, name = "", answer = "", audit = ""]) => [name, { answer, audit: audit.replace(/^none.*/, "none") }]),
);

export const tried: string[] = [];

/** What is printed of a fault of our own. */
const PRINTED: Readonly<Record<string, readonly string[]>> = {
  "the session's object is reset under way": ["session_unavailable"],
  "D1 fails while records are read": ["directory_unavailable"],
  "D1 fails while a record is changed": ["directory_unavailable"],
  "D1 does not say what became of a change": ["directory_unavailable", "directory_unavailable"],
  "the answer of D1 to a change is lost": ["directory_unavailable"],
  "the stored secret id does not open": ["secret_id_does_not_open"],
  "the tenant's object is reset under way": ["object_unavailable"],
  "the audit row can not be written": ["NotDurable"],
};

/** Does `work`, and holds its outcome against the row `name`. No byte that a vault said may be in an error. */
export async function told(name: string, b: BrokerBench, work: () => Promise<Answer>): Promise<Answer> {
  tried.push(name);
  let answer: Answer | undefined;
  const rows = await b.rowsOf(async () => {
    answer = await work();
  });
  if (answer === undefined) throw new Error("no answer");
  const outcome = {
    answer: answer.status < 400 ? String(answer.status) : `${answer.status} ${answer.body.error.code}`,
    audit: rows.map(({ action, code }) => (code === null ? action : `${action} ${code}`)).join(", ") || "none",
  };
  expect(outcome, name).toEqual(documented.get(name));
  const lines = PRINTED[name] ?? [];
  expect(takeErrors(...lines), name).toEqual(lines);
  if (answer.status >= 400) expect(answer.text + JSON.stringify(rows)).not.toMatch(/canary|fake-token|JBSW/);
  return answer;
}
