import type { Module } from "../kernel/module";
import { readSettings, updateSettings } from "./operations";

export const settingsModule: Module = {
  operations: [readSettings, updateSettings],
};
