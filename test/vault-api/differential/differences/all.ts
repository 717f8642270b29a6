import { APPROLE } from "./approle";
import type { Difference } from "./difference";
import { EVERYWHERE } from "./everywhere";
import { KV } from "./kv";
import { ROUTES } from "./routes";
import { SYS } from "./sys";
import { TOKENS } from "./tokens";
import { WRAPPING } from "./wrapping";

/** Every difference that is meant. */
export const DIFFERENCES: readonly Difference[] = [
  ...EVERYWHERE,
  ...KV,
  ...ROUTES,
  ...TOKENS,
  ...APPROLE,
  ...SYS,
  ...WRAPPING,
];
