import type { Module } from "../kernel/module";
import { rewrapSealed, rotateKeyOfSpace } from "./internal";
import { readKeys, rewrapKeys, rotateSpaceKey } from "./operations";

export const keysModule: Module = {
  operations: [readKeys, rewrapKeys, rotateSpaceKey],
  internal: [rewrapSealed, rotateKeyOfSpace],
};
