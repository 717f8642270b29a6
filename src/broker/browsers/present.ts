import { formatTimestamp } from "../../formats";
import type { BrowserView } from "./queries";

/** The wire shape, with its keys in the order of the documentation. */
export const presentBrowser = (row: BrowserView) => ({
  id: row.id,
  name: row.name,
  endpoint: row.endpoint,
  auth: row.auth,
  createdAt: formatTimestamp(row.createdAtMs),
  updatedAt: formatTimestamp(row.updatedAtMs),
});
