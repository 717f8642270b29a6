import type { Module } from "../kernel/module";
import { generatePassword, listPasswordPolicies, readPasswordPolicy } from "./by-name";
import {
  createGenerationPolicy,
  deleteGenerationPolicy,
  listGenerationPolicies,
  previewGenerationPolicy,
  readGenerationPolicy,
  updateGenerationPolicy,
} from "./operations";

export const generationModule: Module = {
  operations: [
    createGenerationPolicy,
    deleteGenerationPolicy,
    listGenerationPolicies,
    previewGenerationPolicy,
    readGenerationPolicy,
    updateGenerationPolicy,
    listPasswordPolicies,
    readPasswordPolicy,
    generatePassword,
  ],
};
