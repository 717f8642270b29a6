import type { OpenAPIHono } from "@hono/zod-openapi";
import { errorAnswer } from "../http/answer";
import type { AppEnv } from "../http/app-env";
import { HOME } from "./home";

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

/** Whoever opens the bare address in a browser is led on. For a program there is nothing, as before, but its message says where. */
export function mountHome(app: OpenAPIHono<AppEnv>): void {
  app.use("/", async (c) => {
    c.header("Vary", "Accept");
    if (["GET", "HEAD"].includes(c.req.method) && takesHtml(c.req.header("accept"))) return c.html(HOME);
    return errorAnswer(c, {
      code: "not_found",
      message: "There is nothing here. The documentation is at /docs, the API below /v1 and /api/v1.",
    });
  });
}

/** Only by name, as browsers do: what takes any type at all is a program, and means JSON. */
function takesHtml(accept = ""): boolean {
  return accept.split(",").some((entry) => {
    const [type = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
    return type === "text/html" && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
