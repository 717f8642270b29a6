// What the bundle takes for `zod` (wrangler.toml, alias): zod without its locales, a sixth of the bundle that nobody sees,
// because faults are told in words of our own. A test compares the names with those of zod itself.
import * as z from "./zod-exports.js";

export * from "./zod-exports.js";
export { z, z as default };
