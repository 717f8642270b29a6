import type { Module } from "../kernel/module";
import { readKeys, rewrapKeys, rotateSpaceKey } from "./operations";

export const keysModule: Module = {
  operations: [readKeys, rewrapKeys, rotateSpaceKey],
};
