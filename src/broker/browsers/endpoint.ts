import { checkSocketUrl } from "../../outbound/address";
import type { ReasonWord } from "../../reason-words";

/**
 * The address of a browser, with places for what is known only when it is used: `{apiKey}` and `{session}`, each a whole segment
 * of the path or a whole value of the query. So nothing that is put in can change where the request goes, or what the rest of the
 * address says: it is percent-encoded, and the guard judges the whole once more.
 */
const PLACES = ["apiKey", "session"] as const;
type Place = (typeof PLACES)[number];
const PLACEHOLDER = /\{(apiKey|session)\}/g;
const WHOLE = /^\{(?:apiKey|session)\}$/;
const BRACE = /[{}]/;
/** Where the path, the query or the fragment begins. */
const HEAD = /^[^:/?#]*:\/\/[^/?#]*/;

/** Of an address with a key and a session in it: both have room there, percent-encoded. */
export const MAX_FILLED_CHARACTERS = 16_384;
const MAX_SESSION_CHARACTERS = 512;

export const hasPlace = (endpoint: string, place: Place): boolean => endpoint.includes(`{${place}}`);

/** What speaks against saving it. `allow`: OUTBOUND_ALLOW. */
export function endpointFault(endpoint: string, allow: readonly string[]): ReasonWord | undefined {
  const misplaced = placeFault(endpoint);
  if (misplaced) return misplaced;
  const check = checkSocketUrl(
    endpoint.replaceAll(PLACEHOLDER, (place) => "x".repeat(place.length)),
    allow,
  );
  return check.ok ? undefined : check.reason;
}

/** A socket that a caller names for one run: judged as an endpoint is, but there is nothing to put in. */
export function cdpUrlFault(cdpUrl: string, allow: readonly string[]): ReasonWord | undefined {
  if (BRACE.test(cdpUrl)) return "placeholder";
  const check = checkSocketUrl(cdpUrl, allow);
  return check.ok ? undefined : check.reason;
}

/** What speaks against a text as a session. The last two would be taken for a way up the path. */
export function sessionTextFault(session: string): ReasonWord | undefined {
  if (session === "") return "empty";
  if (Array.from(session).length > MAX_SESSION_CHARACTERS) return "too_long";
  if (!session.isWellFormed()) return "characters";
  return session === "." || session === ".." ? "path_segments" : undefined;
}

/** Whether a session is given where one belongs, and only there. */
export function sessionFault(endpoint: string, session: string | null): "required" | "unsupported" | undefined {
  if (hasPlace(endpoint, "session")) return session === null ? "required" : undefined;
  return session === null ? undefined : "unsupported";
}

/** The address to call. Undefined if what belongs to a placeholder is not given, or one stands where it may not. */
export function filledEndpoint(endpoint: string, values: Readonly<Record<Place, string | null>>): string | undefined {
  const lacksOne = PLACES.some((place) => hasPlace(endpoint, place) && values[place]?.isWellFormed() !== true);
  if (lacksOne || placeFault(endpoint)) return undefined;
  return endpoint.replaceAll(PLACEHOLDER, (_, place: Place) => percentEncoded(values[place] ?? ""));
}

/** All but the unreserved characters of RFC 3986, so that the parser finds nothing to mend. */
const percentEncoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

function placeFault(endpoint: string): "placeholder" | "duplicate" | undefined {
  const head = HEAD.exec(endpoint)?.[0] ?? "";
  const [address = "", ...fragment] = endpoint.slice(head.length).split("#");
  const [path = "", ...query] = address.split("?");
  const isWhole = (part: string) => !BRACE.test(part) || WHOLE.test(part);
  const isWell =
    ![head, ...fragment].some((part) => BRACE.test(part)) &&
    path.split("/").every(isWhole) &&
    query
      .join("?")
      .split("&")
      .every((parameter) => !BRACE.test(parameter) || isWhole(valuePart(parameter)));
  if (!isWell) return "placeholder";
  const places = endpoint.match(PLACEHOLDER) ?? [];
  return new Set(places).size === places.length ? undefined : "duplicate";
}

/** Of a parameter whose name is free of braces; else what is no placeholder. */
const valuePart = (parameter: string): string => /^[^={}]+=(.*)$/s.exec(parameter)?.[1] ?? "{";
