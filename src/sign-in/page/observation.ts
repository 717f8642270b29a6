/** What the in-page code tells of one document, as JSON. Texts are cut, lists are bounded, and no field's value is among it. */
export interface ObservedDocument {
  /** The document's own address and the origin that it runs with; `"null"` for an opaque one. */
  readonly url: string;
  readonly origin: string;
  readonly title: string;
  readonly headings: readonly string[];
  readonly groups: readonly ObservedGroup[];
  readonly fields: readonly ObservedField[];
  readonly buttons: readonly ObservedButton[];
  /** Visible CAPTCHAs, by the word that gave them away. */
  readonly challenges: readonly string[];
  /** More fields or buttons stand on the page than are told. */
  readonly truncated: boolean;
}

/** A form, or for fields without one the smallest element around them that has a button too. */
export interface ObservedGroup {
  readonly ref: number;
  readonly isForm: boolean;
  readonly id: string;
  readonly name: string;
  readonly classes: string;
  /** The resolved address that the form sends to; null for a group that is no form. */
  readonly action: string | null;
  /** `get`, `post` or `dialog`; `none` where the form says nothing; empty for a group that is no form. */
  readonly method: string;
  readonly text: string;
  readonly headings: readonly string[];
}

/** Why an element can't be seen, or null. */
export type HiddenReason = "not_rendered" | "no_box" | "clipped" | "outside" | "aria_hidden";

export interface ObservedField {
  /** The element's place in the list that the isolated world keeps; it is what `write` is told. */
  readonly ref: number;
  readonly group: number;
  readonly tag: "input" | "select" | "textarea";
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly classes: string;
  readonly autocomplete: string;
  readonly placeholder: string;
  readonly label: string;
  /** The text before a field that has no label. */
  readonly near: string;
  readonly maxLength: number;
  readonly inputMode: string;
  readonly hidden: HiddenReason | null;
  readonly enabled: boolean;
  /** Whether it holds any text. */
  readonly filled: boolean;
}

export interface ObservedButton {
  readonly ref: number;
  readonly group: number | null;
  /** `submit`, `button`, `image`, `reset`, `link`, `role`. */
  readonly kind: string;
  readonly text: string;
  readonly name: string;
  readonly id: string;
  readonly classes: string;
  readonly hidden: HiddenReason | null;
  readonly enabled: boolean;
  /** The resolved `formaction`, if the button has one. */
  readonly action: string | null;
  /** How many of the group's fields stand before it in the document. */
  readonly fieldsBefore: number;
}
