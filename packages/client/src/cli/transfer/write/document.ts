import { type ExactObject, exactText } from "../../text/exact-json.ts";
import { cannotHold } from "./fault.ts";

/** Longer keys would need another form of YAML than `key: value`. */
const MAX_KEY = 1000;

/** `{path: {field: value}}`, a secret a line; numbers keep their digits. `postern import` reads it as the same secrets. */
export function jsonText(secrets: ReadonlyMap<string, ExactObject>): string {
  const lines = [...secrets].map(([path, value]) => `  ${JSON.stringify(path)}: ${exactText(value)}`);
  return lines.length === 0 ? "{}\n" : `{\n${lines.join(",\n")}\n}\n`;
}

/** The same as YAML: a field a line. JSON's own texts and numbers are YAML's, so that no value becomes another one. */
export function yamlText(secrets: ReadonlyMap<string, ExactObject>): string {
  const parts = [...secrets].map(([path, value]) => {
    if (value.size === 0) return `${yamlJson(path)}: {}\n`;
    const fields = [...value].map(([field, item]) => {
      if (field.length > MAX_KEY) throw cannotHold(path, "a field's name is too long for YAML");
      return `  ${yamlJson(field)}: ${escaped(exactText(item))}\n`;
    });
    return `${yamlJson(path)}:\n${fields.join("")}`;
  });
  return parts.length === 0 ? "{}\n" : parts.join("");
}

const yamlJson = (text: string): string => escaped(JSON.stringify(text));
/** JSON may hold these as they are, within its texts alone; YAML may not, or ends a line there. */
const escaped = (json: string): string =>
  json.replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
