/** Reason words of the API, as somebody at a form reads them. What is not here is told by its own word. */
const REASONS: Readonly<Record<string, string>> = {
  characters: "It has characters that can't be in it.",
  duplicate: "It is in it twice.",
  empty: "It is empty.",
  exclusive: "It goes with another field that can't be given as well.",
  format: "It does not have the form that is asked for.",
  https_required: "It has to begin with https://.",
  invalid_duration: "It is no length of time, such as 90d, 12h or 30m.",
  past: "It lies in the past.",
  range: "It is beyond what is allowed.",
  required: "It is needed.",
  scheme: "Its scheme is none that is allowed.",
  scheme_missing: "It has to begin with https://.",
  too_few: "There are too few.",
  too_long: "It is too long.",
  too_many: "There are too many.",
  too_short: "It is too short.",
  type: "It is of the wrong kind.",
  unknown: "There is no such thing.",
  unsupported: "It is none of those that are known.",
};
const reasonText = (reason: string): string => REASONS[reason] ?? reason.replaceAll("_", " ");

/** What every page says. Another language is another folder beside this one, with the same names in it. */
export const common = {
  product: "Postern",
  loading: "Loading…",
  crumbs: "Where this page is",
  more: "Show more",
  reload: "Try again",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  saved: "Saved.",
  create: "Create",
  edit: "Edit",
  delete: "Delete",
  copy: "Copy",
  copied: "Copied.",
  reveal: "Show for 30 seconds",
  conceal: "Hide",
  masked: "hidden value",
  optional: "optional",
  none: "none",
  never: "never",
  yes: "yes",
  no: "no",
  search: "Search",
  clearFilters: "Clear filters",
  noMatch: "Nothing fits these filters.",
  requestId: (id: string) => `Request ${id}`,
  noAnswer: "Postern did not answer. Is the network there?",
  pageFault: "This page failed, and what was asked may not have been done. Load the page again.",
  unexpected: (status: number) => `Postern answered ${status} and nothing that this page understands.`,
  field: (name: string, reason: string) => `${name}: ${reasonText(reason)}`,
  /** A fault of a field in words, where the field is named already. */
  fault: (reason: string) => reasonText(reason),
  faultsIn: (names: string) => `Not accepted: ${names}`,
  copyFailed: "The browser does not let this page copy.",
  confirmType: (word: string) => `Type ${word} to confirm`,
  count: (n: number) => n.toLocaleString("en"),
  loadedOf: (n: number) => `${n.toLocaleString("en")} so far`,
};

export const times = {
  now: "just now",
  /** `unit` as Intl has it; negative: in the past. */
  relative: (n: number, unit: Intl.RelativeTimeFormatUnit) =>
    new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(n, unit),
  absolute: (date: Date) => date.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" }),
};
