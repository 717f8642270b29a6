import { BROKER_WORDS } from "./broker";
import { COMMON_WORDS } from "./common";
import { EVENT_WORDS } from "./events";
import { IDENTITY_WORDS } from "./identity";
import { SECRETS_WORDS } from "./secrets";

/**
 * What a field means where its schema says nothing of its own. One name means one thing in the whole API; where it can't, the
 * name of the component, or of the object that the field stands in, is put before it: `FieldMap.password`, `config.length`;
 * parameters have `path` and `query` before theirs.
 */
const WORDS: Readonly<Record<string, string>> = {
  ...COMMON_WORDS,
  ...BROKER_WORDS,
  ...IDENTITY_WORDS,
  ...SECRETS_WORDS,
  ...EVENT_WORDS,
};

/** The meaning of `name`, by the innermost of `owners` that has one for it. */
export function wordsFor(name: string, owners: readonly string[]): string | undefined {
  const owner = owners.findLast((each) => Object.hasOwn(WORDS, `${each}.${name}`));
  return WORDS[owner === undefined ? name : `${owner}.${name}`];
}
