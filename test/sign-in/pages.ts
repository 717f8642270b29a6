import type {
  ObservedButton,
  ObservedDocument,
  ObservedField,
  ObservedGroup,
} from "../../src/sign-in/page/observation";

export const field = (given: Partial<ObservedField> = {}): Omit<ObservedField, "ref"> => ({
  group: 0,
  tag: "input",
  type: "text",
  name: "",
  id: "",
  classes: "",
  autocomplete: "",
  placeholder: "",
  label: "",
  near: "",
  maxLength: -1,
  inputMode: "",
  hidden: null,
  enabled: true,
  filled: false,
  ...given,
});
export const user = (given: Partial<ObservedField> = {}) => field({ label: "User name", name: "user", ...given });
export const email = (given: Partial<ObservedField> = {}) => field({ type: "email", label: "Email", ...given });
export const secret = (given: Partial<ObservedField> = {}) => field({ type: "password", label: "Password", ...given });

export const button = (text: string, given: Partial<ObservedButton> = {}): Omit<ObservedButton, "ref"> => ({
  group: 0,
  kind: "submit",
  text,
  name: "",
  id: "",
  classes: "",
  hidden: null,
  enabled: true,
  action: null,
  fieldsBefore: 9,
  ...given,
});

const form = (given: Partial<ObservedGroup> = {}): Omit<ObservedGroup, "ref"> => ({
  isForm: true,
  id: "",
  name: "",
  classes: "",
  action: "https://portal.example.net/go",
  method: "post",
  text: "",
  headings: [],
  ...given,
});

interface Shape {
  readonly fields?: readonly Omit<ObservedField, "ref">[];
  readonly buttons?: readonly Omit<ObservedButton, "ref">[];
  readonly groups?: readonly Partial<ObservedGroup>[];
  readonly challenges?: readonly string[];
  readonly url?: string;
}

/** A document with one form unless told otherwise; every element has a number of its own. */
export function page({ fields = [], buttons = [], groups = [{}], challenges = [], url }: Shape): ObservedDocument {
  let ref = 0;
  const number = <T extends object>(part: T): T & { ref: number } => ({ ...part, ref: ref++ });
  return {
    url: url ?? "https://portal.example.net/a",
    origin: "https://portal.example.net",
    title: "",
    headings: [],
    groups: groups.map((given) => number(form(given))),
    fields: fields.map(number),
    buttons: buttons.map(number),
    challenges,
    truncated: false,
  };
}
