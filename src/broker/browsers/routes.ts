import { z } from "@hono/zod-openapi";
import { formatTimestamp } from "../../formats";
import { type Endpoint, endpoint } from "../../http/endpoint";
import { pageAnswer } from "../present";
import { idParams } from "../schemas";
import { testBrowser } from "./check";
import { createBrowser, deleteBrowser, listBrowsers, readBrowser, renameBrowser, rotateBrowser } from "./operations";
import { presentBrowser } from "./present";
import * as s from "./schemas";

const RECORD = { description: "The browser.", schema: s.Browser };
const IMMUTABLE = ["id", "name", "endpoint", "auth", "createdAt", "updatedAt"];

export const browserEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listBrowsers,
    method: "get",
    path: "/browsers",
    summary: "List the browsers, oldest first",
    query: s.browsersQuery,
    answers: {
      200: { description: "All of them, or one page; the next one is in `Link`.", schema: z.array(s.Browser) },
    },
    errors: ["invalid_cursor"],
    input: ({ query }) => ({ limit: query.limit, cursor: query.cursor }),
    respond: (page, c) => pageAnswer(c, page, presentBrowser),
  }),
  endpoint({
    operation: createBrowser,
    method: "post",
    path: "/browsers",
    summary: "Register a browser that is reached by the Chrome DevTools Protocol",
    body: s.BrowserBody,
    answers: { 201: RECORD },
    errors: [],
    input: ({ body }) => ({ ...body, auth: s.authOf(body), apiKey: body.apiKey ?? null }),
    respond(row, c) {
      c.header("Location", `/api/v1/browsers/${row.id}`);
      return c.json(presentBrowser(row), 201);
    },
  }),
  endpoint({
    operation: readBrowser,
    method: "get",
    path: "/browsers/{id}",
    summary: "Read a browser",
    params: idParams,
    answers: { 200: RECORD },
    errors: ["not_found"],
    input: ({ params }) => params,
    respond: (row, c) => c.json(presentBrowser(row)),
  }),
  endpoint({
    operation: rotateBrowser,
    method: "put",
    path: "/browsers/{id}",
    summary: "Replace the API key of a browser",
    params: idParams,
    body: s.RotateBody,
    immutable: IMMUTABLE,
    answers: { 200: RECORD },
    errors: ["not_found"],
    input: ({ params, body }) => ({ ...params, apiKey: body.apiKey }),
    respond: (row, c) => c.json(presentBrowser(row)),
  }),
  endpoint({
    operation: renameBrowser,
    method: "patch",
    path: "/browsers/{id}",
    summary: "Rename a browser",
    params: idParams,
    body: s.RenameBody,
    immutable: IMMUTABLE.filter((key) => key !== "name"),
    answers: { 200: RECORD },
    errors: ["not_found"],
    input: ({ params, body }) => ({ ...params, name: body.name }),
    respond: (row, c) => c.json(presentBrowser(row)),
  }),
  endpoint({
    operation: deleteBrowser,
    method: "delete",
    path: "/browsers/{id}",
    summary: "Delete a browser, and end what runs in it",
    params: idParams,
    answers: { 204: { description: "Gone.", schema: null } },
    errors: ["not_found"],
    input: ({ params }) => params,
    respond: (_, c) => c.body(null, 204),
  }),
  endpoint({
    operation: testBrowser,
    method: "post",
    path: "/browsers/{id}/test",
    summary: "Open the browser's socket, and ask it who it is",
    params: idParams,
    body: s.BrowserTestBody,
    bodyOptional: true,
    answers: { 200: { description: "What was found.", schema: s.BrowserTested } },
    errors: ["not_found"],
    input: ({ params, body }) => ({ ...params, session: body.session ?? null }),
    respond: ({ ok, stage, code, product, protocolVersion, pages, checkedAtMs, latencyMs }, c) =>
      c.json({ ok, stage, code, product, protocolVersion, pages, checkedAt: formatTimestamp(checkedAtMs), latencyMs }),
  }),
];
