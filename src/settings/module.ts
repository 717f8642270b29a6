import type { Module } from "../kernel/module";
import { settingsCache } from "./book";
import { readSettings, updateSettings } from "./operations";

export const settingsModule: Module = {
  operations: [readSettings, updateSettings],
  undone: (core) => settingsCache(core).forget(),
};
