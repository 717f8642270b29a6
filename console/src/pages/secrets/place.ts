import type { Of, SecretRecord } from "./types.ts";

/** One secret, whose it is and where: what every part of its page is about. */
export interface Place {
  readonly of: Of;
  readonly path: string;
}
/** What a view of the page is given. */
export interface TabProps {
  readonly place: Place;
  readonly record: SecretRecord;
  /** Something of it was changed. */
  readonly onChanged: () => void;
}
