import type { Module } from "../kernel/module";
import { settingsCache } from "./cache";
import { readSettings, updateSettings } from "./operations";

export const settingsModule: Module = {
  operations: [readSettings, updateSettings],
  undone: (core) => settingsCache(core).forget(),
};
