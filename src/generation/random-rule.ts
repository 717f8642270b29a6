import { CHARSETS, type CharacterClass, CLASSES } from "./charsets";
import type { FieldOf } from "./fields";
import { PRESETS, type TextPreset } from "./presets";
import type { TextRule } from "./text-rule";

type RandomConfig = FieldOf<"random">["config"];

const DEFAULT_LENGTH = 32;
export function ruleOf(config: RandomConfig): TextRule {
  const preset: TextPreset | undefined = config.preset === undefined ? undefined : PRESETS[config.preset];
  const given = leastOf(config);
  return {
    length: config.length ?? preset?.length ?? DEFAULT_LENGTH,
    alphabet: without(preset?.alphabet ?? CHARSETS[config.charset ?? "alphanumeric"], config.exclude ?? ""),
    least: preset?.least ?? given,
    beginsWithLetter: preset?.beginsWithLetter ?? false,
  };
}

/** `require_upper` is one at least, `min_upper` as many as it says. */
function leastOf(config: RandomConfig): TextRule["least"] {
  const counts = CLASSES.map((name): [CharacterClass, number] => [
    name,
    Math.max(config[`min_${name}`] ?? 0, config[`require_${name}`] ? 1 : 0),
  ]);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

const without = (alphabet: string, excluded: string): string =>
  [...alphabet].filter((char) => !excluded.includes(char)).join("");
