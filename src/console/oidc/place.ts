/** Where in the console somebody goes on after a sign-in. Pure. */

const OVERVIEW = "/console/";
/** It is kept in a cookie, and browsers keep no large ones. */
const MAX_CHARACTERS = 1024;
/** These begin or end a sign-in themselves. */
const OF_SIGN_INS = /^\/console\/(?:sign-in|sign-in-failed|session|callback\/.*)$/;

/** The page that an address names, with its query, if it is one of the console's; else its first. Never an address of another host. */
export function placeIn(text: unknown): string {
  if (typeof text !== "string" || !text.startsWith(OVERVIEW) || text.length > MAX_CHARACTERS) return OVERVIEW;
  const url = URL.parse(text, "https://console.invalid");
  if (url?.origin !== "https://console.invalid" || !url.pathname.startsWith(OVERVIEW)) return OVERVIEW;
  const place = url.pathname + url.search;
  return OF_SIGN_INS.test(url.pathname) || place.length > MAX_CHARACTERS ? OVERVIEW : place;
}
