import type { components } from "../../../../packages/client/src/generated/schema.ts";

export type Webhook = components["schemas"]["Webhook"];
export type WebhookReport = components["schemas"]["WebhookReport"];
export type CreateWebhook = components["schemas"]["CreateWebhook"];
export type WebhookChange = components["schemas"]["WebhookChange"];

/** A webhook as its form has it. */
export interface WebhookDraft {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly pathPrefix: string;
  readonly secretType: string;
  /** With commas between. */
  readonly tags: string;
}

export const EMPTY_DRAFT: WebhookDraft = { name: "", url: "", events: [], pathPrefix: "", secretType: "", tags: "" };

export const draftOf = ({ name, url, events, filters }: Webhook | WebhookReport): WebhookDraft => ({
  name,
  url,
  events,
  pathPrefix: filters.path_prefix ?? "",
  secretType: filters.secret_type ?? "",
  tags: filters.tags?.join(", ") ?? "",
});

/** What the API is to make of it. Its values are judged there. */
export function bodyOf({ name, url, events, pathPrefix, secretType, tags }: WebhookDraft) {
  const wanted = tags
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
  return {
    name: name.trim(),
    url: url.trim(),
    events: [...events].sort(),
    filters: {
      ...(pathPrefix.trim() === "" ? {} : { path_prefix: pathPrefix.trim() }),
      ...(secretType === "" ? {} : { secret_type: secretType }),
      ...(wanted.length === 0 ? {} : { tags: wanted }),
    },
  };
}

/** What a webhook of these names hears of besides them; reads are heard of by their own name alone. */
export const isCovered = (events: readonly string[], event: string): boolean =>
  event !== "secret.accessed" &&
  events.some(
    (name) => name !== event && (name === "*" || (name.endsWith(".*") && event.startsWith(name.slice(0, -1)))),
  );

/** The names with one more, or one less; what a wildcard covers goes with it. */
export const chooseEvent = (events: readonly string[], name: string, isChosen: boolean): readonly string[] =>
  isChosen
    ? [...new Set([...events, name])].filter((one, _, all) => !isCovered(all, one))
    : events.filter((one) => one !== name);
