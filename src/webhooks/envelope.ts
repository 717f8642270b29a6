import { ulid } from "../crypto/random";
import { formatTimestampMs } from "../formats";
import type { NewEvent, Source, TEST_EVENT } from "../kernel/event";
import type { Space } from "../kernel/space";

/** An event as it is stored and sent. */
export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly body: string;
}

/** The event as it is sent: the same text on every attempt. `nowMs` is in its id and its timestamp. */
export function envelope(
  { id: spaceId, kind, partnerId }: Space,
  { identityId, requestId, nowMs }: Source,
  { type, path, data }: { type: NewEvent["type"] | typeof TEST_EVENT; path?: string | undefined; data: object },
): EventRow {
  const id = `evt_${ulid(nowMs)}`;
  const body = JSON.stringify({
    event_id: id,
    event_type: type,
    timestamp: formatTimestampMs(nowMs),
    tenant_id: kind === "tenant" ? spaceId : null,
    partner_id: kind === "tenant" ? partnerId : spaceId,
    identity_id: identityId,
    ...(path === undefined ? {} : { path }),
    data,
    request_id: requestId,
  });
  return { id, type, body };
}
