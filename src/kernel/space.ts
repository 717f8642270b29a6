export type SpaceKind = "tenant" | "partner" | "operator";
/** Who an object is. Its row is in `spaces`; the status changes in memory with it. */
export interface Space {
  readonly id: string;
  readonly kind: SpaceKind;
  /** The partner of a tenant, else null. */
  readonly partnerId: string | null;
  status: "active" | "suspended";
  readonly createdAtMs: number;
}

const FORMS: readonly [RegExp, SpaceKind][] = [
  [/^tnt_[a-z0-9][a-z0-9_]{0,39}$/, "tenant"],
  [/^ptn_[a-z0-9][a-z0-9_]{0,39}$/, "partner"],
  [/^operator$/, "operator"],
];

/** The kind of space an id names by its form, or undefined: such an id is simply unknown. */
export const kindOfSpace = (id: string): SpaceKind | undefined => FORMS.find(([form]) => form.test(id))?.[1];
