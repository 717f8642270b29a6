import { randomText, uuidSource } from "../crypto/random";
import { CHARSETS } from "./charsets";
import type { Field, FieldOf } from "./fields";
import { drawText, requiredClasses, type TextRule } from "./random-text";
import { fillTemplate, parseTemplate } from "./template";

/** Fields that make one text at once, without a key or a hash. */
export type DrawnField = FieldOf<"random" | "hex" | "uuid" | "template" | "static">;

const DEFAULT_LENGTH = 32;

export const isDrawn = (field: Field): field is DrawnField =>
  !["rsa_keypair", "ec_keypair", "ssh_keypair", "bcrypt_hash"].includes(field.generator);

export const ruleOf = ({ config }: FieldOf<"random">): TextRule => ({
  length: config.length ?? DEFAULT_LENGTH,
  charset: config.charset ?? "alphanumeric",
  required: requiredClasses(config),
});

/** Throws RangeError on a configuration that `faults.ts` does not let pass. */
export function drawField(field: DrawnField, nowMs: number): string {
  switch (field.generator) {
    case "random":
      return drawText(ruleOf(field));
    case "hex":
      return randomText(CHARSETS.hex, field.config.length ?? DEFAULT_LENGTH);
    case "uuid":
      return field.config.version === 7 ? uuidSource()(nowMs) : crypto.randomUUID();
    case "template": {
      const pieces = parseTemplate(field.config.template);
      if (!pieces) throw new RangeError("a placeholder is not known");
      return fillTemplate(pieces, nowMs);
    }
    case "static":
      return field.config.value;
  }
}
