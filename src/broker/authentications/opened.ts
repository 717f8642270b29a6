import type { OpenedBrowser } from "../browsers/open";

/** Of a browser that did not open; null: there is no more to say. */
export const detailsOf = ({
  details,
}: Extract<OpenedBrowser, { ok: false }>): Readonly<Record<string, unknown>> | null =>
  Object.keys(details).length > 0 ? { ...details } : null;
