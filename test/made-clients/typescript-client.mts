/** What a person writes against the types that openapi-typescript makes. Prints one line of JSON. */
import createClient from "openapi-fetch";
import type { paths } from "./api.d.ts";

const client = createClient<paths>({
  baseUrl: process.env.POSTERN_URL ?? "",
  headers: { Authorization: `Bearer ${process.env.POSTERN_TOKEN}` },
});
const where = { params: { path: { path: "made/typescript/db/main" } } };

const put = await client.PUT("/v1/secrets/{path}", { ...where, body: { data: { user: "app", port: 5432 } } });
const got = await client.GET("/v1/secrets/{path}", where);
const list = await client.GET("/v1/secrets", { params: { query: { prefix: "made/typescript/" } } });
const none = await client.GET("/v1/secrets/{path}", { params: { path: { path: "made/typescript/none" } } });

console.log(
  JSON.stringify({
    created: put.data?.created,
    version: got.data?.version,
    data: got.data?.data,
    paths: list.data?.secrets.map(({ path }) => path),
    code: none.error?.error.code,
  }),
);
