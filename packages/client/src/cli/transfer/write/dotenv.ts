import dotenv from "dotenv";
import { usageError } from "../../shell/exit.ts";
import { visible } from "../../shell/visible.ts";
import { type Exact, type ExactObject, exactText } from "../../text/exact-json.ts";
import { cannotHold } from "./fault.ts";

/** Means the same to a shell. */
const PLAIN = /^[A-Za-z0-9_./:@%+,=-]+$/;
/** Without quotes a value ends with its line, or at a `#`. */
const BARE = /^[^'"`#\s](?:[^#\r\n]*[^#\s])?$/;
const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * A variable for each field of one secret. `isPathNamed`: of many, `shop/db#password` as `SHOP_DB_PASSWORD`. What is no text stands as JSON.
 * Throws CliError: there are many secrets, a name is none of a variable, or two are the same, or dotenv would read another value.
 */
export function dotenvText(secrets: ReadonlyMap<string, ExactObject>, isPathNamed: boolean): string {
  if (secrets.size > 1 && !isPathNamed)
    throw usageError(`${secrets.size} secrets are no single file of variables`, "--path-names, or the path of one");
  const lines = new Map<string, string>();
  for (const [path, value] of secrets)
    for (const [field, item] of value) {
      const name = isPathNamed ? nameOf(`${path}/${field}`) : field;
      if (!NAME.test(name) || name === "__proto__") throw cannotHold(path, "a field's name is none of a variable");
      if (lines.has(name)) throw cannotHold(path, `two fields would be the variable ${visible(name)}`);
      lines.set(name, lineOf(path, name, item));
    }
  return [...lines.values()].join("");
}

const nameOf = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, "_")
    .replace(/^(?=[0-9])/, "_");

/**
 * A line that dotenv reads as this value, whatever stands around it. It knows no escape of a quote, but a backslash before one goes on to the
 * next: so no quotes hold themselves, nor a backslash at the end. Between double ones `\n` is a line's end.
 */
function lineOf(path: string, name: string, item: Exact): string {
  const value = typeof item === "string" ? item : exactText(item);
  const lined = value.replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  const isHeld = (quote: string): boolean => !value.includes(quote) && !value.endsWith("\\");
  const forms = [
    ...(PLAIN.test(value) ? [value] : []),
    ...(isHeld("'") ? [`'${value}'`] : []),
    ...(isHeld('"') ? [`"${lined}"`] : []),
    ...(isHeld("`") ? [`\`${value}\``] : []),
    ...(BARE.test(value) ? [value] : []),
  ];
  const fit = forms.find((form) => dotenv.parse(`${name}=${form}\n`)[name] === value);
  if (fit === undefined) throw cannotHold(path, "no quotes of dotenv hold a value like this");
  return `${name}=${fit}\n`;
}
