import type { Module } from "../kernel/module";
import { createRecipe, deleteRecipe, listRecipes, previewRecipe, readRecipe, updateRecipe } from "./operations";

export const generationModule: Module = {
  operations: [createRecipe, deleteRecipe, listRecipes, previewRecipe, readRecipe, updateRecipe],
};
