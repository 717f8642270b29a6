import type { EventSubject, NewEvent } from "../kernel/event";

/** Which events a webhook gets. Pure. */

export interface Filters {
  /** Compared as a string, as in lists. */
  readonly pathPrefix?: string;
  readonly secretType?: string;
  /** All of them must be there. */
  readonly tags?: readonly string[];
}
export interface Subscription {
  /** Names of events and wildcards. */
  readonly events: readonly string[];
  readonly filters: Filters;
}
export const WILDCARDS = ["*", "secret.*", "policy.*", "credential.*", "rotation.*", "wrapping.*"] as const;

/** Reads are many: who wants them says so. */
const BY_NAME_ONLY = "secret.accessed";

export const subscribes = (names: readonly string[], type: string): boolean =>
  names.includes(type) || (type !== BY_NAME_ONLY && names.some((name) => isWildcardFor(name, type)));

const isWildcardFor = (name: string, type: string): boolean =>
  name === "*" || (name.endsWith(".*") && type.startsWith(name.slice(0, -1)));

/** An event without a property does not pass a filter on it. */
export function passes(
  { pathPrefix, secretType, tags }: Filters,
  { path, secret }: { readonly path?: string | undefined; readonly secret?: EventSubject | undefined },
): boolean {
  if (pathPrefix !== undefined && !path?.startsWith(pathPrefix)) return false;
  if (secretType !== undefined && secret?.secretType !== secretType) return false;
  return tags === undefined || (secret !== undefined && tags.every((tag) => secret.tags.includes(tag)));
}

export const wants = ({ events, filters }: Subscription, event: NewEvent): boolean =>
  subscribes(events, event.type) && passes(filters, event);
