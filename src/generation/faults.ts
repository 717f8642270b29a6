import { CLASSES } from "./charsets";
import { type DrawnField, drawerOf, isDrawn } from "./draw";
import { type Field, type FieldOf, keysOf } from "./fields";
import { PRESETS } from "./presets";
import { ruleOf } from "./random-rule";
import { parseTemplate } from "./template";
import { hasChoice, hasRoom, missingClasses } from "./text-rule";

/** What is checked when a generation policy is saved, besides the shape of its fields. */

export interface GenerationPolicyFault {
  readonly path: readonly (string | number)[];
  readonly reason: "unsatisfiable" | "placeholder" | "duplicate" | "unsupported";
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
    const faults = textFaults(field.config);
    if (faults.length > 0) return faults;
  }
  return isDrawn(field) && !canBeDrawn(field) ? [{ path: ["config"], reason: "unsatisfiable" }] : [];
}

/** A preset says all but the length and what is left out. */
function textFaults(config: FieldOf<"random">["config"]): GenerationPolicyFault[] {
  const { preset, length } = config;
  const at = (key: string, reason: GenerationPolicyFault["reason"]) => ({ path: ["config", key], reason });
  if (preset !== undefined) {
    const beside = ["charset", ...CLASSES.flatMap((name) => [`require_${name}`, `min_${name}`])];
    const said = beside.filter((key) => key in config && config[key as keyof typeof config] !== undefined);
    if (said.length > 0) return said.map((key) => at(key, "unsupported"));
    if (length !== undefined && length > PRESETS[preset].maxLength) return [at("length", "unsatisfiable")];
  }
  const rule = ruleOf(config);
  if (!hasChoice(rule)) return [at("exclude", "unsatisfiable")];
  // Under a preset only what is left out can have taken a class away.
  const keyOf = (name: (typeof CLASSES)[number]) =>
    preset !== undefined ? "exclude" : config[`min_${name}`] === undefined ? `require_${name}` : `min_${name}`;
  const missing = [...new Set(missingClasses(rule).map(keyOf))].map((key) => at(key, "unsatisfiable"));
  // A key that was not given is not what is wrong.
  const tooShort =
    length === undefined ? { path: ["config"], reason: "unsatisfiable" as const } : at("length", "unsatisfiable");
  return [...missing, ...(hasRoom(rule) ? [] : [tooShort])];
}

function canBeDrawn(field: DrawnField): boolean {
  try {
    const draw = drawerOf(field, 0);
    for (let sample = 0; sample < SAMPLES; sample++) draw();
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
