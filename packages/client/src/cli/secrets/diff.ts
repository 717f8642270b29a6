import type { Postern } from "../../library/postern.ts";
import type { Work } from "../session/command.ts";
import type { Session } from "../session/session.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { type Exact, ExactNumber } from "../text/exact-json.ts";
import { formatReference, parseReference, type Reference } from "../text/reference.ts";
import { changeLines, changesBetween, type FieldChange } from "./changes.ts";
import { indentedText, textOf } from "./show.ts";
import { type ExactSecret, readSecret } from "./store.ts";

interface Sides {
  readonly path: string;
  readonly before: ExactSecret;
  readonly after: ExactSecret;
}

/** Which fields differ between two versions. Values are shown only where that is asked for, in a pipe too: what differs is what was asked. */
export const diff: Work<[reference: string, versions: string[]], { readonly reveal?: boolean }> = async ({
  session,
  arguments: [text, others],
  options,
}) => {
  const reference = parseReference(text);
  if (reference.field !== null) throw usageError("whole versions are compared, not fields", "postern diff PATH @1 @2");
  const named = [...(reference.version === null ? [] : [reference.version]), ...others.map(parseAtVersion)];
  if (named.length > 2) throw usageError("two versions are compared", "postern diff PATH @1 @2");
  const sides = await readSides(await session.postern(), reference.path, named);
  const changes = changesBetween(sides.before.data, sides.after.data);
  tell(session, sides, changes, options.reveal === true);
};

/** `@3`. Throws CliError, exit 2. */
function parseAtVersion(text: string): number {
  const version = text.startsWith("@") ? parseReference(`x${text}`).version : null;
  if (version !== null) return version;
  throw usageError("behind the path stand versions, each with an @", "postern diff PATH @1 @2");
}

/** Without a second version the current one, without any the one before it too. */
async function readSides(postern: Postern, path: string, [first, second]: readonly number[]): Promise<Sides> {
  const after = await readSecret(postern, path, second ?? null);
  const before = await readSecret(postern, path, first ?? (await versionBefore(postern, path, after.version)));
  return { path, before, after };
}

async function versionBefore(postern: Postern, path: string, version: number): Promise<number> {
  const found = (await postern.secrets.versions(path)).find(
    (one) => one.version < version && one.deleted_at === null && !one.destroyed,
  );
  if (found) return found.version;
  throw new CliError(
    EXIT.notFound,
    "version_not_found",
    "there is no older version to compare with",
    `postern versions ${path}`,
  );
}

function tell({ output }: Session, sides: Sides, changes: readonly FieldChange[], reveal: boolean): void {
  if (output.style === "json") output.line(indentedText(documentOf(sides, changes, reveal)));
  else
    for (const line of output.style === "quiet" ? namesOf(changes) : linesOf(sides, changes, reveal)) output.line(line);
}

const namesOf = (changes: readonly FieldChange[]): readonly string[] =>
  changes.filter(({ change }) => change !== "same").map(({ field }) => visible(field));

const linesOf = (sides: Sides, changes: readonly FieldChange[], reveal: boolean): readonly string[] => [
  `--- ${nameOf(sides.path, sides.before.version)}`,
  `+++ ${nameOf(sides.path, sides.after.version)}`,
  ...(reveal ? changes.flatMap(({ field, change }) => valueLines(sides, field, change)) : changeLines(changes)),
];

const nameOf = (path: string, version: number): string =>
  formatReference({ path, field: null, version } satisfies Reference);

function valueLines({ before, after }: Sides, field: string, change: FieldChange["change"]): readonly string[] {
  const lined = (sign: string, value: Exact | undefined) =>
    value === undefined ? [] : [`  ${sign} ${visible(field)}  ${visible(textOf(value))}`];
  if (change === "same") return lined(" ", after.data.get(field));
  return [...lined("-", before.data.get(field)), ...lined("+", after.data.get(field))];
}

function documentOf({ path, before, after }: Sides, changes: readonly FieldChange[], reveal: boolean): Exact {
  const fields = changes.map(({ field, change }) => {
    const sides = [
      ["before", before.data.get(field)],
      ["after", after.data.get(field)],
    ] as const;
    const values = sides.flatMap(([name, value]) => (reveal && value !== undefined ? [[name, value] as const] : []));
    return new Map<string, Exact>([["field", field], ["change", change], ...values]);
  });
  const versions = [before.version, after.version].map((version) => new ExactNumber(String(version)));
  return new Map<string, Exact>([
    ["path", path],
    ["from", versions[0] ?? null],
    ["to", versions[1] ?? null],
    ["fields", fields],
  ]);
}
