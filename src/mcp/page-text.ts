/**
 * Text that somebody else wrote, on its way to a model: a page must not speak to the agent through us. What can't be seen is taken
 * out, because an instruction that a person at the screen can't see is the one that nobody stops: controls, characters that turn
 * the direction of reading, tags, variation selectors, fillers, private and unassigned ones.
 */
export const MAX_PAGE_TEXT = 200;
/** As long as a name can be in DNS. */
const MAX_HOST = 253;
/** As much of a text is looked at. */
const MAX_READ = 4000;

const BLANK = /[\s\p{Z}\u0085\u2800]+/gu;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu;
/** Of models' own markup, by which a text could pass for the end of what it stands in. */
const ANGLES: Readonly<Record<string, string>> = { "<": "‹", ">": "›" };

/** On one line, and only what shows. */
export const visible = (text: string): string =>
  text.replace(BLANK, " ").replace(UNSEEN, "").replace(/ {2,}/g, " ").trim();

/** A label or a title of a page. Cut at 200 characters. */
export const pageText = (text: string): string =>
  Array.from(harmless(text.slice(0, MAX_READ)))
    .slice(0, MAX_PAGE_TEXT)
    .join("");

/** A host of a page. Whose it is stands at its end, so the end is what stays. */
export const pageHost = (text: string): string => harmless(text.slice(-MAX_READ)).slice(-MAX_HOST).toWellFormed();

const harmless = (text: string): string => visible(text).replace(/[<>]/g, (angle) => ANGLES[angle] ?? "");

/** Every text in a value, made visible; keys are ours. */
export const allVisible = (value: unknown): unknown => eachText(value, visible);

/** Every text in a value, taken for a page's, and no more than so many items of a list. */
export const allPageText = (value: unknown): unknown => eachPageText(value, "");

const eachPageText = (value: unknown, at: string): unknown =>
  eachText(value, (text, key) => (key === "host" ? pageHost(text) : pageText(text)), MAX_ITEMS, at);
const MAX_ITEMS = 50;

/** What a browser told about its pages beside a code. */
export const pageDetails = (details: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(details).map(([key, value]) => [key, eachPageText(value, key)]));

type Change = (text: string, key: string) => string;
function eachText(value: unknown, change: Change, maxItems?: number, at = ""): unknown {
  if (typeof value === "string") return change(value, at);
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item) => eachText(item, change, maxItems, at));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, eachText(inner, change, maxItems, key)]));
}
