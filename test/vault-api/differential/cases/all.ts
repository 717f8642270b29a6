import type { Case } from "../case";
import { APPROLE } from "./approle";
import { CUBBYHOLE } from "./cubbyhole";
import { KV_CONFIG } from "./kv-config";
import { KV_LIST } from "./kv-list";
import { KV_METADATA } from "./kv-metadata";
import { KV_PATCH } from "./kv-patch";
import { KV_READ } from "./kv-read";
import { KV_VERSIONS } from "./kv-versions";
import { KV_WRITE } from "./kv-write";
import { ROUTES } from "./routes";
import { SYS } from "./sys";
import { TOKENS } from "./tokens";
import { WRAPPING } from "./wrapping";

/** Every case, by what it is about. */
export const CASES: readonly Case[] = Object.entries({
  ...{ KV_WRITE, KV_READ, KV_VERSIONS, KV_PATCH, KV_METADATA, KV_LIST, KV_CONFIG },
  ...{ ROUTES, TOKENS, APPROLE, WRAPPING, CUBBYHOLE, SYS },
}).flatMap(([about, cases]) =>
  cases.map((one) => ({ ...one, name: `${about.toLowerCase().replace("_", " ")}: ${one.name}` })),
);
