import {
  type Exact,
  type ExactObject,
  exactText,
  isExactObject,
  JsonFault,
  parseExact,
} from "../../text/exact-json.ts";
import { type Entry, type Found, inFolder, type Refused } from "../source.ts";
import { BYTES } from "./base64.ts";
import { parseCsv } from "./csv.ts";
import { parseDocument } from "./document.ts";
import { parseDotenv } from "./dotenv.ts";
import { fileFault, isFolder, objectEntry, type Target, variables } from "./fault.ts";
import { parseYaml } from "./yaml.ts";

/** What other secrets managers write when they are asked to export. */

/**
 * `infisical export`, of any `--format` (https://infisical.com/docs/cli/commands/export). JSON is a list of `{"key", "value", "secretPath", …}`;
 * CSV has the columns `Key` and `Value`; YAML is one mapping.
 */
export function infisicalFile(text: string, to: Target): Found {
  const start = text.trimStart();
  if (start.startsWith("[")) return variables(pairsIn(parseDocument(text), "key", "value"), to);
  if (/^\uFEFF?"?key"?,"?value"?\s*$/im.test(start.split("\n", 1)[0] ?? "")) return variables(csvPairs(text), to);
  if (/^[\w.-]+:(?:\s|$)/m.test(start) && !/^(?:export\s+)?[\w.-]+\s*=/m.test(start))
    return variables(textsIn(oneOf(parseYaml(text))), to);
  return variables(parseDotenv(text), to);
}

/** `doppler secrets download --no-file` (https://docs.doppler.com/docs/accessing-secrets): one flat object, or with `--format` env or yaml. */
export function dopplerFile(text: string, to: Target): Found {
  const start = text.trimStart();
  if (start.startsWith("{")) return variables(textsIn(parseDocument(text)), to);
  if (/^[\w.-]+:\s/.test(start)) return variables(textsIn(oneOf(parseYaml(text))), to);
  return variables(parseDotenv(text), to);
}

/**
 * What `aws secretsmanager batch-get-secret-value` and `get-secret-value` print, and `aws ssm get-parameters-by-path --with-decryption`
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html). A text that is an object of JSON is the
 * secret's value; any other one its field `value`; bytes its field `value.base64`. A leading slash of a name is no part of the path.
 */
export function awsFile(text: string, to: Target): Found {
  const document = parseDocument(text);
  const entries: Entry[] = [];
  const refused: Refused[] = [];
  const found = awsItems(document);
  if (!isFolder(to) && found.length !== 1) throw fileFault(`${found.length} secrets are no single one`, "--to FOLDER/");
  for (const item of found) {
    const name = textIn(item, "Name") ?? textIn(item, "SecretId") ?? "";
    const path = isFolder(to) ? inFolder(to ?? "", name.replace(/^\/+/, "")) : to;
    const value = awsValue(item);
    if (typeof value === "string") refused.push({ name: path, reason: value });
    else entries.push(objectEntry(path, value));
  }
  return { entries, refused };
}

function awsItems(document: Exact): readonly Exact[] {
  if (!isExactObject(document)) throw fileFault("it is no object");
  const lists = ["SecretValues", "Errors", "Parameters", "InvalidParameters"].map((key) => document.get(key));
  if (lists.some(Array.isArray))
    return lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Exact[]) : []));
  return [document];
}

function awsValue(item: Exact): ExactObject | string {
  if (!isExactObject(item)) return "AWS did not give it";
  if (item.has("ErrorCode")) return "AWS did not give it";
  const bytes = textIn(item, "SecretBinary");
  if (bytes !== undefined) return new Map([[`value${BYTES}`, bytes]]);
  const text = textIn(item, "SecretString");
  if (text !== undefined) return objectOr(text) ?? new Map([["value", text]]);
  const parameter = textIn(item, "Value");
  return parameter === undefined ? "it has no value" : new Map([["value", parameter]]);
}

function objectOr(text: string): ExactObject | undefined {
  try {
    const found = parseExact(text);
    return isExactObject(found) ? found : undefined;
  } catch (error) {
    if (error instanceof JsonFault) return undefined;
    throw error;
  }
}

function pairsIn(list: Exact, key: string, value: string): ReadonlyMap<string, string> {
  const items = Array.isArray(list) ? (list as readonly Exact[]) : [];
  return uniquePairs(items.map((item) => [textIn(item, key), textIn(item, value)]));
}

function csvPairs(text: string): ReadonlyMap<string, string> {
  const [, ...rows] = parseCsv(text.replace(/^\uFEFF/, ""));
  if (rows.some((row) => row.length !== 2)) throw fileFault("a row does not have two columns");
  return uniquePairs(rows.map(([name, value]) => [name, value]));
}

function uniquePairs(
  pairs: readonly (readonly [string | undefined, string | undefined])[],
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (name === undefined || name === "" || value === undefined) throw fileFault("an entry has no name or no value");
    if (values.has(name)) throw fileFault("a name is in it twice; export one folder at a time");
    values.set(name, value);
  }
  return values;
}

/** What is no text is taken as JSON writes it. */
function textsIn(document: Exact): ReadonlyMap<string, string> {
  if (!isExactObject(document)) throw fileFault("it is no object");
  return new Map([...document].map(([name, value]) => [name, typeof value === "string" ? value : exactText(value)]));
}

function oneOf(documents: readonly Exact[]): Exact {
  const [first = null] = documents;
  if (documents.length > 1) throw fileFault("it has more than one document");
  return first;
}

const textIn = (value: Exact, key: string): string | undefined => {
  const found = isExactObject(value) ? value.get(key) : undefined;
  return typeof found === "string" ? found : undefined;
};
