import type { SecretMetadata } from "../../library/resources/secrets.ts";
import type { Work } from "../session/command.ts";
import type { Session } from "../session/session.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { MASK, visible } from "../shell/visible.ts";
import type { Exact, ExactObject } from "../text/exact-json.ts";
import { parseReference, type Reference } from "../text/reference.ts";
import { indentedText, isShown, maskedFields, textOf, visibleLines } from "./show.ts";
import { readSecret } from "./store.ts";

interface GetOptions {
  readonly reveal?: boolean;
  readonly metadata?: boolean;
  /** False: `--no-newline`. */
  readonly newline: boolean;
}

/** A secret, or one field of it. */
export const get: Work<[reference: string], GetOptions> = async ({ session, arguments: [text], options }) => {
  const reference = parseReference(text);
  if (options.metadata) return await metadataOf(session, reference);
  if (reference.field !== null && session.output.style === "quiet")
    throw usageError("--quiet gives the names of fields, and one was named", "the same without --quiet");
  const { answer, data } = await readSecret(await session.postern(), reference.path, reference.version);
  const isOpen = isShown(session.output, options.reveal);
  if (session.output.isTerminal && !isOpen) session.output.say("Values are masked: --reveal shows them.");
  if (reference.field === null) {
    whole(session, { answer, data, isOpen });
    return;
  }
  const value = data.get(reference.field);
  if (value === undefined)
    throw new CliError(
      EXIT.notFound,
      "field_not_found",
      "the secret has no field of this name",
      `postern get -q ${reference.path}`,
    );
  oneField(session, { answer, field: reference.field, value, isOpen, newline: options.newline });
};

function whole(
  { output }: Session,
  { answer, data, isOpen }: { readonly answer: ExactObject; readonly data: ExactObject; readonly isOpen: boolean },
): void {
  const shown = isOpen ? data : maskedFields(data);
  if (output.style === "json") output.line(indentedText(new Map([...answer, ["data", shown]])));
  else if (output.style === "quiet") for (const field of data.keys()) output.line(visible(field));
  else if (output.isTerminal) output.record(null, rowsOfFields(shown), "");
  else output.line(indentedText(data));
}

const rowsOfFields = (data: ExactObject): readonly (readonly [string, string])[] =>
  [...data].map(([field, value]) => [visible(field), textOf(value)]);

interface OneField {
  readonly answer: ExactObject;
  readonly field: string;
  readonly value: Exact;
  readonly isOpen: boolean;
  readonly newline: boolean;
}

/** In a pipe a line feed ends the value, as lines of text end, where it has none at its end; with `--no-newline` it is the value byte for byte. */
function oneField({ output }: Session, { answer, field, value, isOpen, newline }: OneField): void {
  const text = textOf(value);
  if (output.style === "json") output.line(indentedText(documentOf(answer, field, isOpen ? value : MASK)));
  else if (output.isTerminal) output.line(isOpen ? visibleLines(text) : MASK);
  else output.raw(newline && !text.endsWith("\n") ? `${text}\n` : text);
}

const documentOf = (answer: ExactObject, field: string, value: Exact): ExactObject =>
  new Map<string, Exact>([
    ["path", answer.get("path") ?? null],
    ["version", answer.get("version") ?? null],
    ["field", field],
    ["value", value],
  ]);

/** What is known of a secret without its value. */
async function metadataOf(session: Session, { path, field, version }: Reference): Promise<void> {
  if (field !== null || version !== null)
    throw usageError("metadata is a secret's as a whole, not a field's or a version's");
  const record = await (await session.postern()).secrets.metadata(path);
  session.output.record(record, [...rowsOf(record)], record.path);
}

const KNOWN = ["description", "owner", "tags"];

const rowsOf = (record: SecretMetadata): readonly (readonly [string, string | null])[] => [
  ["path", record.path],
  ["type", record.secret_type],
  ["version", `${record.current_version}; kept are ${record.version_count}, at most ${record.max_versions}`],
  ...KNOWN.map((name) => [name, textIn(record.metadata[name])] as const),
  ...Object.entries(record.metadata)
    .filter(([name]) => !KNOWN.includes(name))
    .map(([name, value]) => [`label ${visible(name)}`, textIn(value)] as const),
  ["created", record.created_at],
  ["updated", record.updated_at],
  ["last read", record.last_accessed_at],
  ["reads in 30 days", String(record.access_count_30d)],
  ["expires", record.expires_at ?? "never"],
  [
    "rotation policy",
    record.rotation_policy && `${record.rotation_policy.id}, next ${record.rotation_policy.next_rotation}`,
  ],
  ["secret policy", record.secret_policy_id],
];

const textIn = (value: SecretMetadata["metadata"][string] | undefined): string | null => {
  if (value === undefined) return null;
  return Array.isArray(value) ? value.join(", ") : String(value);
};
