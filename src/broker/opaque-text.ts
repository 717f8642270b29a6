import type { ReasonWord } from "../reason-words";

/** 1 to `max` printable ASCII characters without white space: what others hand out as ids and keys. Pure. */
export const opaqueFault = (text: string, max: number): ReasonWord | undefined =>
  text === "" ? "empty" : text.length > max ? "too_long" : /^[!-~]+$/.test(text) ? undefined : "characters";
