import type { OpenAPIHono } from "@hono/zod-openapi";
import { errorAnswer } from "../http/answer";
import type { AppEnv } from "../http/app-env";

/** Swagger UI writes style attributes; all else comes from this host, and nothing is sent to another. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The documentation page: static files of this deployment, with the headers of every answer and a policy of its own. */
export function mountDocs(app: OpenAPIHono<AppEnv>): void {
  for (const path of ["/docs", "/docs/*"]) {
    app.get(path, async (c) => {
      // None of the client's headers: with its preconditions the answer could be a 304.
      const request = new Request(c.req.url, { method: c.req.method, redirect: "manual" });
      const file = await c.env.ASSETS.fetch(request);
      if (file.status === 404) return errorAnswer(c, { code: "not_found" });
      const answer = new Response(file.body, file);
      answer.headers.set("Content-Security-Policy", PAGE_POLICY);
      answer.headers.set("Cache-Control", "no-store");
      return answer;
    });
  }
}
