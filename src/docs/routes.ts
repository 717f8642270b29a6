import type { OpenAPIHono } from "@hono/zod-openapi";
import { errorAnswer } from "../http/answer";
import type { AppEnv } from "../http/app-env";
import { readFile } from "../http/static-files";

/** Nothing but files of this host: no script or style in the page's text, no text that becomes code, no frame around it. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** The documentation page: static files of this deployment, with the headers of every answer and a policy of its own. */
export function mountDocs(app: OpenAPIHono<AppEnv>): void {
  for (const path of ["/docs", "/docs/*"]) {
    app.get(path, async (c) => {
      const file = await readFile(c, c.req.url);
      if (file === undefined) return errorAnswer(c, { code: "not_found" });
      file.headers.set("Content-Security-Policy", PAGE_POLICY);
      file.headers.set("Cache-Control", "no-store");
      return file;
    });
  }
}

/** Whoever opens the bare address in a browser is led to the console. For a program there is nothing, but its message says where. */
export function mountHome(app: OpenAPIHono<AppEnv>): void {
  app.use("/", async (c) => {
    c.header("Vary", "Accept");
    if (["GET", "HEAD"].includes(c.req.method) && takesHtml(c.req.header("accept"))) return c.redirect("/console/");
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
