import type { Postern } from "../../library/postern.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}
export type Kind = "vault" | "credential" | "browser";

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id of what is called so. What looks like an id is one: a name that looks so, too, is not looked for. Throws CliError. */
export async function idOf(postern: Postern, kind: Kind, text: string): Promise<string> {
  if (ID.test(text)) return text;
  return oneNamed(await listsOf(postern, text)[kind](), kind, text);
}

const listsOf = (postern: Postern, name: string): Readonly<Record<Kind, () => Promise<readonly Named[]>>> => ({
  vault: () => postern.integrations.list({ name }).toArray(),
  credential: () => postern.credentials.list({ name }).toArray(),
  browser: () => postern.browsers.list().toArray(),
});

/** Pure. Throws CliError: there is none of this name, or there are several. */
export function oneNamed(all: readonly Named[], kind: Kind, name: string): string {
  const [found, ...more] = all.filter((one) => one.name === name);
  if (found === undefined)
    throw new CliError(
      EXIT.notFound,
      `${kind}_not_found`,
      `there is no ${kind} of the name ${visible(name)}`,
      `postern ${kind} list`,
    );
  if (more.length === 0) return found.id;
  const ids = [found, ...more].map(({ id }) => visible(id)).join(", ");
  throw usageError(`several have the name ${visible(name)}: ${ids}`, "the id in place of the name");
}
