import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { edgeConfig } from "../edge-config";
import { formatTimestamp } from "../formats";
import type { AppEnv } from "../http/app-env";
import { errorResponses } from "../http/document";
import { Timestamp } from "../http/fields";
import { requestIdHeader } from "../http/headers";
import { requireNoQuery } from "../http/query";
import { VERSION } from "../version";
import { checkReadiness } from "./readiness";

const Health = z.strictObject({ status: z.enum(["healthy"]), timestamp: Timestamp }).openapi("Health");
const Verdict = z.enum(["ok", "failed"]);
const Readiness = z
  .strictObject({
    status: z.enum(["ready", "not_ready"]),
    checks: z.strictObject({ database: Verdict, storage: Verdict, encryption: Verdict, config: Verdict }),
    errors: z.record(z.string(), z.string()).optional(),
  })
  .openapi("Readiness");
const Version = z
  .strictObject({
    version: z.string(),
    api_version: z.string(),
    commit: z.string().nullable(),
    build: z.string().nullable(),
  })
  .openapi("RunningVersion");

const json = (description: string, schema: z.ZodType) => ({ description, content: { "application/json": { schema } } });
const OPEN = { tags: ["System"], security: [], request: { headers: z.object(requestIdHeader) } };
const FAULTS = errorResponses(["validation_error"]);

/** No authentication, no rate limit, no audit row. */
export function mountSystem(app: OpenAPIHono<AppEnv>): void {
  mountHealth(app);
  mountReadiness(app);
  mountVersion(app);
}

function mountHealth(app: OpenAPIHono<AppEnv>): void {
  app.openAPIRegistry.registerPath({
    operationId: "system.health",
    method: "get",
    path: "/v1/health",
    ...OPEN,
    summary: "Is the process running? Touches no storage",
    responses: { 200: json("It is.", Health), ...FAULTS },
  });
  app.get("/v1/health", (c) => {
    requireNoQuery(c.req.url);
    return c.json({ status: "healthy", timestamp: formatTimestamp(Date.now()) });
  });
}

function mountReadiness(app: OpenAPIHono<AppEnv>): void {
  app.openAPIRegistry.registerPath({
    operationId: "system.ready",
    method: "get",
    path: "/v1/health/ready",
    ...OPEN,
    summary: "Can it do its work?",
    responses: { 200: json("It can.", Readiness), ...FAULTS, 503: json("The part that failed is named.", Readiness) },
  });
  app.get("/v1/health/ready", async (c) => {
    requireNoQuery(c.req.url);
    const errors = await checkReadiness(c.env, edgeConfig());
    const checks = Object.fromEntries(
      ["database", "storage", "encryption", "config"].map((part) => [
        part,
        errors[part] === undefined ? "ok" : "failed",
      ]),
    );
    if (Object.keys(errors).length === 0) return c.json({ status: "ready", checks });
    return c.json({ status: "not_ready", checks, errors }, 503);
  });
}

function mountVersion(app: OpenAPIHono<AppEnv>): void {
  app.openAPIRegistry.registerPath({
    operationId: "system.version",
    method: "get",
    path: "/v1/version",
    ...OPEN,
    summary: "What is running",
    responses: { 200: json("It.", Version), ...FAULTS },
  });
  app.get("/v1/version", (c) => {
    requireNoQuery(c.req.url);
    const { commit, build } = edgeConfig();
    return c.json({ version: VERSION, api_version: "v1", commit, build });
  });
}
