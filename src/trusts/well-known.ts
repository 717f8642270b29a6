import type { TrustRow } from "./tables";
import type { Preset } from "./trust";

/** Issuers that everybody's tokens come from, and whose tokens they are. */
export const ISSUERS = {
  github: "https://token.actions.githubusercontent.com",
  gitlab: "https://gitlab.com",
} as const satisfies Partial<Record<Preset, string>>;

/**
 * By which preset's rules a trust is judged: the one it names, unless its issuer gives tokens to everybody. There what keeps
 * strangers out is demanded under any name, so that no other preset is a way round it. GitHub's enterprises may have issuers below its own.
 */
export function presetFor({ preset, issuer }: Pick<TrustRow, "preset" | "issuer">): Preset {
  if (issuer === ISSUERS.github || issuer.startsWith(`${ISSUERS.github}/`)) return "github";
  return issuer === ISSUERS.gitlab ? "gitlab" : preset;
}

/** Where an issuer that has no discovery document publishes its keys; null: its document says. */
export const keysOfPreset = (preset: Preset, issuer: string): string | null =>
  preset === "cloudflare_access" ? `${issuer}/cdn-cgi/access/certs` : null;
