import { type DrawnField, drawField, isDrawn, ruleOf } from "./draw";
import { type Field, keysOf } from "./fields";
import { hasRoom, missingClasses } from "./random-text";
import { parseTemplate } from "./template";

/** What is checked when a generation policy is saved, besides the shape of its fields. */

export interface GenerationPolicyFault {
  readonly path: readonly (string | number)[];
  readonly reason: "unsatisfiable" | "placeholder" | "duplicate";
}
const SAMPLES = 5;

/**
 * Faults that a field's shape does not tell. Of all that is drawn five samples are made. Key pairs and hashes are not made here:
 * each of their configurations is one of a few that all can be made, and a key may take seconds.
 */
export const generationPolicyFaults = (fields: readonly Field[]): GenerationPolicyFault[] => [
  ...fields.flatMap((field, at) => fieldFaults(field).map((fault) => ({ ...fault, path: [at, ...fault.path] }))),
  ...duplicates(fields),
];

function fieldFaults(field: Field): GenerationPolicyFault[] {
  if (field.generator === "template" && parseTemplate(field.config.template) === undefined)
    return [{ path: ["config", "template"], reason: "placeholder" }];
  if (field.generator === "random") {
    const rule = ruleOf(field);
    const missing = missingClasses(rule).map((name) => ["config", `require_${name}`]);
    const faults = [...missing, ...(hasRoom(rule) ? [] : [["config", "length"]])];
    if (faults.length > 0) return faults.map((path) => ({ path, reason: "unsatisfiable" }));
  }
  return isDrawn(field) && !canBeDrawn(field) ? [{ path: ["config"], reason: "unsatisfiable" }] : [];
}

function canBeDrawn(field: DrawnField): boolean {
  try {
    for (let sample = 0; sample < SAMPLES; sample++) drawField(field, 0);
    return true;
  } catch {
    return false;
  }
}

function duplicates(fields: readonly Field[]): GenerationPolicyFault[] {
  const seen = new Set<string>();
  return fields.flatMap((field, at): GenerationPolicyFault[] => {
    const keys = keysOf(field);
    const isNew = new Set(keys).size === keys.length && keys.every((key) => !seen.has(key));
    for (const key of keys) seen.add(key);
    return isNew ? [] : [{ path: [at, "name"], reason: "duplicate" }];
  });
}
