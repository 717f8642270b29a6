import type { Details } from "../../errors";
import { formatTimestampMs } from "../../formats";
import type { BrokerEvent } from "./operations";

/** The wire shape, with its keys in the order of the documentation. */
export const presentEvent = (event: BrokerEvent) => ({
  id: event.id,
  at: formatTimestampMs(event.timestampMs),
  action: event.action,
  outcome: event.success ? "success" : "failure",
  code: event.errorCode,
  actor: event.identityId,
  requestId: event.requestId,
  details: camelKeys(event.details),
});

const camelKeys = (details: Details): Details =>
  Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
