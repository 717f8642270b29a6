import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/** Node runs TypeScript by itself, but not imports without an ending, as the sources have them. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith(".") && context.parentURL !== undefined) {
      for (const ending of [".ts", "/index.ts"]) {
        const url = new URL(`${specifier}${ending}`, context.parentURL);
        if (existsSync(fileURLToPath(url))) return next(url.href, context);
      }
    }
    return next(specifier, context);
  },
});
