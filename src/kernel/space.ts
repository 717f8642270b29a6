import type { spaces } from "../tenant/tables";

/** Who an object is. */
export type Space = typeof spaces.$inferSelect;
export type SpaceKind = Space["kind"];

const FORMS: readonly [RegExp, SpaceKind][] = [
  [/^tnt_[a-z0-9][a-z0-9_]{0,39}$/, "tenant"],
  [/^ptn_[a-z0-9][a-z0-9_]{0,39}$/, "partner"],
  [/^operator$/, "operator"],
];

/** The kind of space an id names by its form, or undefined: such an id is simply unknown. */
export const kindOfSpace = (id: string): SpaceKind | undefined => FORMS.find(([form]) => form.test(id))?.[1];
