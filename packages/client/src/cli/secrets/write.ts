import type { BodyOf } from "../../library/calls/types.ts";
import { type Consent, requireYes } from "../session/confirm.ts";
import type { Session } from "../session/session.ts";
import { type ExactObject, exactText } from "../text/exact-json.ts";
import { changeLines, isSame } from "./changes.ts";
import { type LabelOptions, type Labels, namesOf } from "./labels.ts";
import { changesOver, headOf, type Present } from "./present.ts";
import { indentedText } from "./show.ts";
import { type Condition, putSecret } from "./store.ts";

export interface WriteOptions extends LabelOptions, Consent {
  readonly ifVersion?: string;
}

/** A value to be written, and what it is to be written over. */
export interface Draft {
  readonly path: string;
  readonly data: ExactObject;
  readonly labels: Labels;
  /** Undefined: it stays what it is. */
  readonly type?: string | undefined;
  readonly present: Present;
  readonly condition: Condition;
}

/**
 * Shows what becomes of each field, asks, and writes. What is there already is written no second time; what is said of a value that stays as
 * it is makes no version. Throws CliError and PosternError.
 */
export async function write(session: Session, draft: Draft, consent: Consent): Promise<void> {
  const { output } = session;
  const { path, data, labels, present, condition } = draft;
  const type = typeToSet(draft);
  const changes = changesOver(present, data);
  output.say(headOf(path, present));
  for (const line of changeLines(changes)) output.say(line);
  if (present.kind === "read" && isSame(changes) && type === undefined) {
    if (namesOf(labels).length > 0) await relabel(session, { path, labels, ifVersion: present.version }, consent);
    else unchanged(session, path, present.version);
    return;
  }
  sayNames(session, [...namesOf(labels), ...(type === undefined ? [] : ["type"])]);
  await requireYes(session, consent, `Write this to ${path}?`);
  const rest = { ...labels, ...(type === undefined ? {} : { secret_type: type }) };
  const answer = await putSecret(await session.postern(), path, { data, labels: rest, condition });
  if (output.style === "json") output.line(indentedText(answer));
  else if (output.style === "quiet") output.line(path);
  else output.say(`Wrote ${path}, version ${exactText(answer.get("version") ?? null)}.`);
}

interface Relabelling {
  readonly path: string;
  readonly labels: Labels;
  readonly ifVersion: number | null;
}

/** Changes what is said of a secret, not its value, once that was agreed to. Throws CliError and PosternError. */
export async function relabel(
  session: Session,
  { path, labels, ifVersion }: Relabelling,
  consent: Consent,
): Promise<void> {
  sayNames(session, namesOf(labels));
  await requireYes(session, consent, `Change this of ${path}, and leave its value as it is?`);
  // The API's types say which options there are; the command line has declared the same ones.
  const change = labels as BodyOf<"patch", "/v1/secrets/{path}">;
  const condition = ifVersion === null ? {} : { ifVersion };
  const record = await (await session.postern()).secrets.patch(path, change, condition);
  if (session.output.style !== "people") session.output.record(record, [], path);
  else session.output.say(`Changed what is said of ${path}. Its value is version ${record.current_version} as before.`);
}

const sayNames = ({ output }: Session, names: readonly string[]): void => {
  if (names.length > 0) output.say(`  also set: ${names.join(", ")}`);
};

const typeToSet = ({ type, present }: Draft): string | undefined =>
  present.kind === "read" && present.answer.get("secret_type") === type ? undefined : type;

function unchanged({ output }: Session, path: string, version: number): void {
  if (output.style === "people") output.say(`Nothing differs from version ${version} of ${path}: nothing was written.`);
  else output.record({ path, version, changed: false }, [], path);
}
