import type { Module } from "../kernel/module";
import { readCapabilities, readMount, readOwnCapabilities } from "./operations";

export const vaultApiModule: Module = { operations: [readOwnCapabilities, readCapabilities, readMount] };
