import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../api/client.ts";
import { type Page, usePages } from "../../data/pages.ts";
import { type Resource, useResource } from "../../data/resource.ts";
import { hasScope } from "../../session/scopes.ts";
import { cursorIn } from "./link.ts";

type Schemas = components["schemas"];
export type Integration = Schemas["VaultIntegration"];
export type Credential = Schemas["Credential"];
export type Browser = Schemas["Browser"];
export type Run = Schemas["Authentication"];
export type BrokerEvent = Schemas["BrokerEvent"];

export const PAGE_SIZE = 50;

type Listed<T> = Promise<{ data?: readonly T[]; error?: unknown; response: Response }>;

/** A page of a list of the broker's: an array, with the next one's address in `Link`. Throws ApiError. */
export async function linkedPage<T>(call: Listed<T>): Promise<Page<T>> {
  let link: string | null = null;
  const items = await asked(
    call.then((answered) => {
      link = answered.response.headers.get("link");
      return answered;
    }),
  );
  return { items, nextCursor: cursorIn(link) };
}

/** What happened to a record, newest first. `of` is its part of the API. */
export function useEvents(of: "vault-integrations" | "credentials", id: string) {
  return usePages<BrokerEvent>(`${of}/${id}`, (cursor, signal) => {
    const params = { path: { id }, query: { limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) } };
    return linkedPage(
      of === "credentials"
        ? api.GET("/api/v1/credentials/{id}/events", { params, signal })
        : api.GET("/api/v1/vault-integrations/{id}/events", { params, signal }),
    );
  });
}

/** All integrations, for choices and for their names; none where the person may not see them. */
export function useIntegrations(): Resource<readonly Integration[]> {
  return useResource(hasScope("integrations:read") ? "integrations" : null, (signal) =>
    asked(api.GET("/api/v1/vault-integrations", { signal })),
  );
}

/** How a record is called, or its id where that is not known. Pure. */
export const nameIn = (records: readonly { id: string; name: string }[] | undefined, id: string): string =>
  records?.find((record) => record.id === id)?.name ?? id;
