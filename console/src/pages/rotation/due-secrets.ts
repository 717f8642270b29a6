import { api, asked } from "../../api/client.ts";

export type DueSecret = Awaited<ReturnType<typeof readDue>>["due"][number];

/** A year of a large store would be a list that nobody reads. */
const MAX_SHOWN = 1000;
export const PAGE = 200;

/** Soonest first, as far as they are shown. Throws ApiError. */
export async function readDue(hours: number, policyId: string, signal: AbortSignal) {
  const query = { within_hours: hours, include_overdue: true, limit: PAGE, ...(policyId && { policy_id: policyId }) };
  const read = (cursor: string | undefined) =>
    asked(api.GET("/v1/rotation/pending", { params: { query: { ...query, ...(cursor && { cursor }) } }, signal }));
  let page = await read(undefined);
  const due = [...page.secrets];
  while (page.cursor !== null && due.length < MAX_SHOWN) {
    page = await read(page.cursor);
    due.push(...page.secrets);
  }
  return { due, isCut: page.cursor !== null };
}
