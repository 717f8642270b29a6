import { registerHooks } from "node:module";
import "./typescript.mjs";

/** What the platform gives in a Worker. Nothing of it is asked for by the document. */
const PLATFORM = `data:text/javascript,${encodeURIComponent(
  "export class DurableObject {} export class WorkerEntrypoint {} export const env = {}; export const exports = {};",
)}`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "cloudflare:workers" ? { url: PLATFORM, shortCircuit: true } : next(specifier, context),
});

/**
 * The OpenAPI document as the app of these sources answers it, without a server. Node must run with `--experimental-transform-types`:
 * the sources have classes that types alone can't be taken out of.
 */
export async function readDocument() {
  const { app } = await import("../../src/app.ts");
  const answer = await app.request("/openapi.json");
  return await answer.json();
}

/** Every code that an error's envelope can hold, in the order of the alphabet. */
export async function readErrorCodes() {
  const { ERRORS, wireOf } = await import("../../src/errors.ts");
  return [...new Set(Object.keys(ERRORS).map((key) => wireOf(key).code))].toSorted();
}
