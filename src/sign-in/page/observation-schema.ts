import { z } from "zod";
import type { ObservedDocument } from "./observation";

/**
 * A browser that answers with something else is none that we work with. Texts and lists have the bounds of the in-page code: what
 * is longer takes time to judge.
 */
const text = (max: number) => z.string().max(max);
const headings = z.array(text(100)).max(8);
const count = z.number().int().min(-1).max(1_000_000);
const hidden = z.enum(["not_rendered", "no_box", "clipped", "outside", "aria_hidden"]).nullable();

const Group = z.object({
  ref: count,
  isForm: z.boolean(),
  id: text(100),
  name: text(100),
  classes: text(200),
  action: text(4096).nullable(),
  method: text(10),
  text: text(1500),
  headings,
});
const Field = z.object({
  ref: count,
  group: count,
  tag: z.enum(["input", "select", "textarea"]),
  type: text(20),
  name: text(100),
  id: text(100),
  classes: text(200),
  autocomplete: text(100),
  placeholder: text(120),
  label: text(160),
  near: text(80),
  maxLength: z.number(),
  inputMode: text(20),
  hidden,
  enabled: z.boolean(),
  filled: z.boolean(),
});
const Button = z.object({
  ref: count,
  group: count.nullable(),
  kind: text(20),
  text: text(120),
  name: text(100),
  id: text(100),
  classes: text(200),
  hidden,
  enabled: z.boolean(),
  action: text(4096).nullable(),
  fieldsBefore: count,
});
const Document = z.object({
  url: text(16_384),
  origin: text(2048),
  title: text(120),
  headings,
  groups: z.array(Group).max(500),
  fields: z.array(Field).max(200),
  buttons: z.array(Button).max(300),
  challenges: z.array(text(40)).max(5),
  truncated: z.boolean(),
});

/** Undefined for what the in-page code can't have said. */
export const parseObservation = (value: unknown): ObservedDocument | undefined => Document.safeParse(value).data;
