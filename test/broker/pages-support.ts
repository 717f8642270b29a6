import { newTenant } from "../support/api";
import { at, newCredential, newIntegration, setClock } from "./record-bench";

export const idsOf = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

export const cursorOf = (link: string | undefined): string =>
  new URL(link ?? "", "https://x").searchParams.get("cursor") ?? "";

/** A tenant with so many credentials of one integration; the clock moves every third. */
export async function withCredentials(count: number) {
  const tenant = await newTenant();
  const integration = await newIntegration(tenant);
  const made: { id: string }[] = [];
  for (let i = 0; i < count; i++) {
    await setClock(tenant, at("2026-05-11T09:30:00Z") + Math.floor(i / 3) * 1000);
    made.push(await newCredential(tenant, integration.id, { name: `c${i}` }));
  }
  return { tenant, integration, ids: idsOf(made) };
}
