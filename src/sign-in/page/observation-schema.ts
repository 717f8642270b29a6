import { z } from "zod";
import type { ObservedDocument } from "./observation";

/** A browser that answers with something else is none that we work with. */
const text = z.string().max(20_000);
const count = z.number().int().min(-1).max(1_000_000);
const hidden = z.enum(["not_rendered", "no_box", "clipped", "outside", "aria_hidden"]).nullable();

const Group = z.object({
  ref: count,
  isForm: z.boolean(),
  id: text,
  name: text,
  classes: text,
  action: text.nullable(),
  method: text,
  text,
  headings: z.array(text).max(20),
});
const Field = z.object({
  ref: count,
  group: count,
  tag: z.enum(["input", "select", "textarea"]),
  type: text,
  name: text,
  id: text,
  classes: text,
  autocomplete: text,
  placeholder: text,
  label: text,
  near: text,
  maxLength: z.number(),
  inputMode: text,
  hidden,
  enabled: z.boolean(),
  filled: z.boolean(),
});
const Button = z.object({
  ref: count,
  group: count.nullable(),
  kind: text,
  text,
  name: text,
  id: text,
  classes: text,
  hidden,
  enabled: z.boolean(),
  action: text.nullable(),
  fieldsBefore: count,
});
const Document = z.object({
  url: text,
  origin: text,
  title: text,
  headings: z.array(text).max(20),
  groups: z.array(Group).max(600),
  fields: z.array(Field).max(200),
  buttons: z.array(Button).max(300),
  challenges: z.array(text).max(10),
  truncated: z.boolean(),
});

/** Undefined for what the in-page code can't have said. */
export const parseObservation = (value: unknown): ObservedDocument | undefined => Document.safeParse(value).data;
