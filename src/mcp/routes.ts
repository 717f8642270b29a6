import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../http/app-env";
import { requireNoQuery } from "../http/query";
import { AGENT_SCOPES, METADATA_PATH } from "./dialect";
import { handleMessage } from "./handler";

const PATH = "/mcp";

/**
 * The way in for agents. It is no route of the API, and not in its document: what it takes and gives, its own protocol tells. Other
 * methods than POST are 405 like everywhere: no stream is held open, and there is no session to end.
 */
export function mountMcp(app: OpenAPIHono<AppEnv>): void {
  app.post(PATH, handleMessage);
  for (const path of [METADATA_PATH, METADATA_PATH + PATH])
    app.get(path, (c) => {
      requireNoQuery(c.req.url);
      return c.json(metadataFor(new URL(c.req.url).origin));
    });
}

/** RFC 9728. It names no authorization server, because there is none: a token is given to an agent by whoever runs it. */
const metadataFor = (origin: string) => ({
  resource: origin + PATH,
  scopes_supported: [...AGENT_SCOPES, "secrets:list"],
  bearer_methods_supported: ["header"],
  resource_name: "Postern",
  resource_documentation: `${origin}/docs`,
});
