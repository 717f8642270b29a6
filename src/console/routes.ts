import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { errorAnswer } from "../http/answer";
import type { AppEnv } from "../http/app-env";
import { readFile } from "../http/static-files";
import { beginBrowserSignIn } from "./oidc/begin";
import { completeBrowserSignIn } from "./oidc/callback";
import { PAGE_HEADERS } from "./page-headers";
import { signIn, signOut } from "./session";

const BASE = "/console";
const SESSION = `${BASE}/session`;

/**
 * The page for people: files of this deployment, the two calls that begin and end a session, and the two by which a browser goes to an
 * issuer's page and comes back. All else it asks of the API, as
 * anybody does. None of it stands in the API's document: programs have tokens.
 */
export function mountConsole(app: OpenAPIHono<AppEnv>): void {
  app.post(SESSION, signIn);
  app.delete(SESSION, signOut);
  app.get(`${BASE}/sign-in`, beginBrowserSignIn);
  app.get(`${BASE}/callback/:tenant`, completeBrowserSignIn);
  app.get(`${BASE}/assets/*`, async (c) => {
    const file = await readFile(c, c.req.url);
    if (file === undefined) return errorAnswer(c, { code: "not_found" });
    // A file's name holds a mark of what is in it: another content has another name.
    file.headers.set("Cache-Control", "public, max-age=31536000, immutable");
    return file;
  });
  for (const path of [BASE, `${BASE}/*`]) app.get(path, servePage);
}

/** One page for every address: it looks at the address itself, so that each can be sent to somebody. */
async function servePage(c: Context<AppEnv>): Promise<Response> {
  const page = await readFile(c, new URL(`${BASE}/`, c.req.url));
  if (page === undefined) return errorAnswer(c, { code: "not_found" });
  for (const [name, value] of Object.entries(PAGE_HEADERS)) page.headers.set(name, value);
  if (c.req.header("cf-access-jwt-assertion") === undefined) return page;
  // Who comes through Access is signed in without being asked; only this side sees that somebody does.
  return new HTMLRewriter()
    .on("html", { element: (html) => void html.setAttribute("data-access", "") })
    .transform(page);
}
