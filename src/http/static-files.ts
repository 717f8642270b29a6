import type { Context } from "hono";
import type { AppEnv } from "./app-env";

/** A file of `public/`, as the address names it, in a response whose headers can be changed; undefined: there is none. */
export async function readFile(c: Context<AppEnv>, address: string | URL): Promise<Response | undefined> {
  // None of the client's headers: with its preconditions the answer could be a 304.
  const request = new Request(address, { method: c.req.method, redirect: "manual" });
  const file = await c.env.ASSETS.fetch(request);
  if (file.status === 404) return undefined;
  return new Response(file.body, file);
}
