import { formatTimestampMs } from "../formats";

/** A time that is not there is an empty text. */
export const timeText = (ms: number | null): string => (ms === null ? "" : formatTimestampMs(ms));
