import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env";
import { type Endpoint, endpoint } from "../../http/endpoint";
import { DEFAULT_PAGE_SIZE } from "../../kernel/page";
import { pageAnswer } from "../present";
import { idParams } from "../schemas";
import { beginAuthentication } from "./begin";
import { describeLogin } from "./describe";
import { follow, startRun } from "./follow";
import { cancelAuthentication, listAuthentications, readAuthentication } from "./operations";
import { presentDescription, presentRun } from "./present";
import { isLive, type RunView } from "./run";
import * as s from "./schemas";

const ENDED = { description: "The run, which has ended, well or not.", schema: s.Authentication };
const GOES_ON = { description: "The run, which goes on.", schema: s.Authentication };

function runAnswer(c: Context<AppEnv>, run: RunView): Response {
  c.header("Location", `/api/v1/authentications/${run.id}`);
  return c.json(presentRun(run), isLive(run) ? 202 : 200);
}

export const authenticationEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: beginAuthentication,
    method: "post",
    path: "/credentials/{id}/authenticate",
    summary: "Sign in on a page of a browser, without the values leaving Postern",
    params: idParams,
    body: s.AuthenticateBody,
    idempotent: true,
    answers: { 200: ENDED, 202: GOES_ON },
    errors: ["not_found", "unknown_browser", "authentication_in_progress", "login_paused", "idempotency_key_reused"],
    input: ({ params, body, idempotencyKey }) => ({
      ...params,
      browser: s.browserFrom(body.browser),
      wish: s.wishFrom(body),
      key: idempotencyKey,
    }),
    respond: async (begun, c, { caller, body }) =>
      runAnswer(c, await startRun(c.env, caller, begun, body.waitMs ?? s.DEFAULT_WAIT_MS)),
  }),
  endpoint({
    operation: describeLogin,
    method: "post",
    path: "/credentials/{id}/describe-login",
    summary: "What a sign-in would do on a page; no vault call, nothing is written",
    params: idParams,
    body: s.DescribeBody,
    answers: { 200: { description: "What was found.", schema: s.LoginDescription } },
    errors: ["not_found", "unknown_browser"],
    input: ({ params, body }) => ({
      ...params,
      browser: s.browserFrom(body.browser),
      target: body.target ?? {},
      selectors: body.selectors ?? {},
    }),
    respond: (found, c) => c.json(presentDescription(found)),
  }),
  endpoint({
    operation: listAuthentications,
    method: "get",
    path: "/authentications",
    summary: "List the authentications, newest first",
    query: s.runsQuery,
    answers: {
      200: { description: "One page; the next one is in `Link`.", schema: z.array(s.Authentication) },
    },
    errors: ["invalid_cursor"],
    input: ({ query: { limit, cursor, credentialId } }) => ({
      limit: limit ?? DEFAULT_PAGE_SIZE,
      cursor,
      credentialId,
    }),
    respond: (page, c) => pageAnswer(c, page, presentRun),
  }),
  endpoint({
    operation: readAuthentication,
    method: "get",
    path: "/authentications/{id}",
    summary: "Read an authentication, and wait for its end",
    params: idParams,
    query: s.waitQuery,
    answers: { 200: { description: "The run, ended or not.", schema: s.Authentication } },
    errors: ["not_found"],
    input: ({ params }) => params,
    respond: async (run, c, { query }) => c.json(presentRun(await follow(c.env, run, query.waitMs ?? 0))),
  }),
  endpoint({
    operation: cancelAuthentication,
    method: "post",
    path: "/authentications/{id}/cancel",
    summary: "Cancel an authentication; what was filled and not sent is wiped",
    params: idParams,
    answers: { 200: { description: "The run as it stands.", schema: s.Authentication } },
    errors: ["not_found"],
    input: ({ params }) => params,
    respond: (run, c) => c.json(presentRun(run)),
  }),
];
