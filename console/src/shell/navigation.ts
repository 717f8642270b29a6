import { shell } from "#texts/shell.ts";
import { type Holder, isEffective } from "../session/rights.ts";

const { nav } = shell;

/** What the navigation leads to, and the scope without which there is nothing to see there; null: for everybody. */
export interface NavEntry {
  readonly href: string;
  readonly text: string;
  readonly scope: string | null;
}
export interface NavGroup {
  readonly title: string | null;
  readonly entries: readonly NavEntry[];
}
const entry = (path: string, text: string, scope: string | null): NavEntry => ({
  href: `/console/${path}`,
  text,
  scope,
});

const GROUPS: readonly NavGroup[] = [
  { title: null, entries: [entry("", nav.overview, null)] },
  {
    title: nav.groups.store,
    entries: [
      entry("secrets", nav.secrets, "secrets:list"),
      entry("bulk", nav.bulk, "secrets:write"),
      entry("rotation", nav.rotation, "admin"),
    ],
  },
  {
    title: nav.groups.broker,
    entries: [
      entry("integrations", nav.integrations, "integrations:read"),
      entry("credentials", nav.credentials, "credentials:read"),
      entry("match", nav.match, "credentials:read"),
      entry("browsers", nav.browsers, "integrations:read"),
      entry("authentications", nav.authentications, "credentials:authenticate"),
    ],
  },
  {
    title: nav.groups.access,
    entries: [
      entry("identities", nav.people, "identity:read"),
      entry("tokens", nav.tokens, "identity:read"),
      entry("trusts", nav.trusts, "identity:admin"),
      entry("approles", nav.approles, "identity:admin"),
      entry("policies", nav.policies, "policies:read"),
    ],
  },
  {
    title: nav.groups.control,
    entries: [
      entry("audit", nav.audit, "audit:read"),
      entry("webhooks", nav.webhooks, "admin"),
      entry("settings", nav.settings, "admin"),
    ],
  },
];

/** The groups with what somebody's scopes let them see; empty ones are left out. Pure. */
export function navigationFor(who: Holder): readonly NavGroup[] {
  return GROUPS.map(({ title, entries }) => ({
    title,
    entries: entries.filter(({ scope }) => scope === null || isEffective(who, scope)),
  })).filter(({ entries }) => entries.length > 0);
}

/** The entry whose page an address is, or lies below. Pure. */
export function currentEntry(groups: readonly NavGroup[], path: string): NavEntry | undefined {
  // One secret stands beside the list of all, because its path may be any text.
  const listed = path.replace(/^\/console\/secret(-new)?(?=\/|$)/, "/console/secrets");
  const fits = ({ href }: NavEntry) =>
    href === "/console/" ? listed === "/console" : listed === href || listed.startsWith(`${href}/`);
  return groups.flatMap(({ entries }) => entries).find(fits);
}
