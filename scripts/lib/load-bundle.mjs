import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

/** Run as a process of its own: loads the bundle that its argument names, and prints what that took, in milliseconds, as JSON. */

/** What the runtime has besides. Nothing of it is used while the bundle is evaluated. */
const RUNTIME = `export class DurableObject {} export const env = {};`;

registerHooks({
  resolve: (name, context, next) =>
    name.startsWith("cloudflare:") ? { url: name, format: "module", shortCircuit: true } : next(name, context),
  load(url, context, next) {
    if (url.startsWith("cloudflare:")) return { format: "module", source: RUNTIME, shortCircuit: true };
    if (url.endsWith(".sql")) return { format: "module", source: 'export default "";', shortCircuit: true };
    return next(url, context);
  },
});

const [began, before] = [performance.now(), process.cpuUsage()];
await import(pathToFileURL(process.argv[2] ?? "").href);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ tookMs: performance.now() - began, processorMs: (user + system) / 1000 }));
