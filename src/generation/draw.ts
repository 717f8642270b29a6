import { randomBelow, randomText, uuidSource } from "../crypto/random";
import { CHARSETS } from "./charsets";
import type { Field, FieldOf } from "./fields";
import { ruleOf } from "./random-rule";
import { textDrawer } from "./random-text";
import { fillTemplate, parseTemplate } from "./template";
import { WORDS } from "./words";

/** Fields that make one text at once, without a key or a hash. */
export type DrawnField = FieldOf<"random" | "passphrase" | "hex" | "uuid" | "template" | "static">;

const DEFAULT_LENGTH = 32;
const DEFAULT_WORDS = 6;
const DEFAULT_SEPARATOR = "-";

export const isDrawn = (field: Field): field is DrawnField =>
  !["rsa_keypair", "ec_keypair", "ssh_keypair", "bcrypt_hash"].includes(field.generator);

/** Throws RangeError, here or with a text, on a configuration that `faults.ts` does not let pass. */
export function drawerOf(field: DrawnField, nowMs: number): () => string {
  switch (field.generator) {
    case "random":
      return textDrawer(ruleOf(field.config));
    case "passphrase":
      return () => drawPhrase(field.config);
    case "hex":
      return () => randomText(CHARSETS.hex, field.config.length ?? DEFAULT_LENGTH);
    case "uuid":
      return field.config.version === 7 ? () => uuidSource()(nowMs) : () => crypto.randomUUID();
    case "template": {
      const pieces = parseTemplate(field.config.template);
      if (!pieces) throw new RangeError("a placeholder is not known");
      return () => fillTemplate(pieces, nowMs);
    }
    case "static":
      return () => field.config.value;
  }
}

/** Each word equally likely, and one may come again. */
function drawPhrase({ words = DEFAULT_WORDS, separator = DEFAULT_SEPARATOR }: FieldOf<"passphrase">["config"]): string {
  return Array.from({ length: words }, () => WORDS[randomBelow(WORDS.length)]).join(separator);
}
