// What the bundle takes for `zod` (wrangler.toml, alias): see zod-exports.js.
import * as z from "./zod-exports.js";

export * from "./zod-exports.js";
export { z, z as default };
