import { type Exact, type ExactObject, isExactObject, JsonFault, parseExact } from "../../text/exact-json.ts";
import { type Entry, type Found, inFolder, type Refused } from "../source.ts";
import { fileFault, isFolder, objectEntry, type Target } from "./fault.ts";

/** One JSON text. Throws CliError without a word of it. */
export function parseDocument(text: string): Exact {
  try {
    return parseExact(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (error instanceof JsonFault) throw fileFault(error.message);
    throw error;
  }
}

/**
 * An object of secrets. To one path (`app`) it is the value of one secret; else each of its keys is a path, and its value that secret's.
 * `isNested`: an object that holds nothing but objects is a folder, whose keys go on with the path.
 */
export function documentOf(document: Exact, to: Target, isNested: boolean): Found {
  if (!isExactObject(document)) throw fileFault("it is no object");
  if (!isFolder(to)) return { entries: [objectEntry(to, document)], refused: [] };
  const entries: Entry[] = [];
  const refused: Refused[] = [];
  const walk = (folder: string, object: ExactObject): void => {
    for (const [name, value] of object) {
      const path = inFolder(folder, name);
      if (!isExactObject(value)) refused.push({ name: path, reason: "no object of fields" });
      else if (isNested && isTree(value)) walk(path, value);
      else entries.push(objectEntry(path, value));
    }
  };
  walk(to ?? "", document);
  return { entries, refused };
}

const isTree = (value: ExactObject): boolean => value.size > 0 && [...value.values()].every(isExactObject);
