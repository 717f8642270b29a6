import { visible } from "./visible.ts";

/** Fields of the API, and the options that they come from. A field that is none of these is told by its own name. */
const OPTIONS: Readonly<Record<string, string>> = {
  scopes: "--scope",
  expires_in: "--ttl or --expires-in",
  max_ttl: "--max-ttl",
  allowedDomains: "--domain",
  vaultPath: "--path",
  "access.use": "--use",
  "access.manage": "--manage",
  "config.address": "--address",
  "config.roleId": "--role-id",
  "config.authMount": "--auth-mount",
  "config.namespace": "--namespace",
  endpoint: "--endpoint",
  action: "--action",
  "filters.action": "--action",
};
const DURATION = "a number with its unit, such as 90m, 24h, 30d";
const IDENTITY = "an identity, such as user:anna, sa:ci, group:team";

/** What fits, by reason of the API. The words of a field stand before those of all. */
const WORDS: Readonly<Record<string, string>> = {
  "--domain scheme": "a host, without https://",
  "--domain path": "a host, without a path",
  "--domain public_suffix": "a host of one owner: *.example.net, not *.net",
  "--use format": IDENTITY,
  "--manage format": IDENTITY,
  "--endpoint scheme": "with wss:// or https:// before it",
  "--endpoint scheme_missing": "with wss:// or https:// before it",
  duplicate: "given twice",
  path_segments: "no slash at the beginning or the end, no empty part, no . and no ..",
  required: "missing",
  scheme: "with https:// before it",
  scheme_missing: "with https:// before it",
  https_required: "https:// in place of http://",
  wss_required: "wss:// or https://",
  unknown: "not known",
  unsupported: "not taken here",
};
/** So many of what would have fitted are listed. */
const MOST = 30;

/** Which fields a refused body had wrong, in words, behind a message. Names and reasons are the server's text. Pure. */
export function fieldsIn(code: string, { field, fields, allowed }: Readonly<Record<string, unknown>>): string {
  if (typeof field === "string") return ` (${nameOf(field).said}${code === "invalid_duration" ? `: ${DURATION}` : ""})`;
  if (typeof fields !== "object" || fields === null) return "";
  const said = Object.entries(fields).map(([name, reason]) => faultIn(name, String(reason), Array.isArray(allowed)));
  if (said.length === 0) return "";
  return ` (${[...said, ...allowedIn(allowed)].join("; ")})`;
}

function faultIn(field: string, reason: string, hasList: boolean): string {
  const { option, said } = nameOf(field);
  if (reason === "unsupported" && hasList) return `${said}: not one of those that there are`;
  return `${said}: ${wordsOf(`${option} ${reason}`) ?? wordsOf(reason) ?? visible(reason)}`;
}

/** `scopes[1]` is the second `--scope`. */
function nameOf(field: string): { readonly option: string; readonly said: string } {
  const [, name = field, index] = /^([^[\]]+)\[(\d{1,6})\]$/.exec(field) ?? [];
  const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
  if (option === undefined) return { option: "", said: visible(field) };
  return { option, said: index === undefined ? option : `${option} no. ${Number(index) + 1}` };
}

const wordsOf = (key: string): string | undefined => (Object.hasOwn(WORDS, key) ? WORDS[key] : undefined);

function allowedIn(allowed: unknown): readonly string[] {
  if (!Array.isArray(allowed) || allowed.length === 0) return [];
  const shown = allowed.slice(0, MOST).map((one: unknown) => visible(String(one)));
  return [`there are: ${shown.join(", ")}${allowed.length > MOST ? ", …" : ""}`];
}
