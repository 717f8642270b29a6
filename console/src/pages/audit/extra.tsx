import { audit } from "#texts/audit.ts";
import { Facts } from "../../parts/page.tsx";
import { placeOf } from "./entry.ts";

/** What an entry says besides its columns: names, numbers and ids, never a value. */
export function Extra({ data }: { readonly data: Readonly<Record<string, unknown>> }) {
  const facts = Object.entries(data);
  if (facts.length === 0) return <p class="small">{audit.entry.moreNone}</p>;
  return <Facts of={facts.map(([name, value]) => [name, <Value name={name} value={value} />] as const)} />;
}

function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const href = placeOf(name, value);
  if (href !== undefined) return <a href={href}>{String(value)}</a>;
  if (typeof value === "string") return <code>{value}</code>;
  if (typeof value !== "object" || value === null) return <code>{String(value)}</code>;
  return <code class="value">{JSON.stringify(value, null, 2)}</code>;
}
