/** Controls, and marks that turn the direction of a text around: what could move the cursor, or show another text than there is. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text of a server, a file or a vault, as it may be shown in a line of a terminal: what is not seen there stands as `\u{…}`. */
export const visible = (text: string): string =>
  text.replaceAll(UNSEEN, (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`);

/** What stands for a value on a terminal. Its length tells nothing. */
export const MASK = "••••••••";
