import type { OpenAPIHono } from "@hono/zod-openapi";
import { errorAnswer } from "../http/answer";
import type { AppEnv } from "../http/app-env";

/** Nothing but text and links, so that the content policy of every answer, which forbids all else, stays as it is. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Postern</title>
</head>
<body>
<h1>Postern</h1>
<p>A credential broker and a secrets store with one HTTP API.</p>
<ul>
<li><a href="/docs">Documentation</a></li>
<li><a href="/openapi.json">OpenAPI document</a></li>
<li><a href="/v1/health/ready">Is it ready?</a></li>
</ul>
</body>
</html>
`;

/** Whoever opens the bare address in a browser is led on. For a program there is nothing, as before, but its message says where. */
export function mountHome(app: OpenAPIHono<AppEnv>): void {
  app.use("/", async (c) => {
    c.header("Vary", "Accept");
    if (["GET", "HEAD"].includes(c.req.method) && takesHtml(c.req.header("accept"))) return c.html(PAGE);
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
