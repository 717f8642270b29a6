import type { Document } from "./document.ts";
import { fieldsOf } from "./fields.ts";
import type { Group, Operation } from "./operations.ts";

/** An operation with the words that it is found by. */
interface Entry {
  readonly operation: Operation;
  /** Its name, path and summary: what is found here stands first. */
  readonly title: string;
  /** Its subject, description, fields and codes. */
  readonly rest: string;
}
export type Index = readonly Entry[];

export function indexOf(groups: readonly Group[], { components }: Pick<Document, "components">): Index {
  return groups.flatMap(({ operations }) =>
    operations.map((operation) => {
      const { id, method, path, summary, tag, description, parameters, body, answers, refusals } = operation;
      const contents = [body?.content, ...answers.map(({ content }) => content)].flatMap((each) =>
        Object.values(each ?? {}),
      );
      const fields = contents.flatMap(({ schema = {} }) =>
        fieldsOf(schema, components.schemas).map(({ name }) => name),
      );
      const codes = refusals.flatMap((refusal) => refusal.codes);
      return {
        operation,
        title: `${id} ${method} ${path} ${summary}`.toLowerCase(),
        rest: [tag, description, ...parameters.map(({ name }) => name), ...fields, ...codes].join(" ").toLowerCase(),
      };
    }),
  );
}

/** The operations in which every word of `text` occurs, those first that have all of them in their title; all of them for no word. */
export function find(index: Index, text: string): readonly Operation[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const isTitled = ({ title }: Entry) => words.every((word) => title.includes(word));
  const found = index.filter(({ title, rest }) => words.every((word) => title.includes(word) || rest.includes(word)));
  return [...found.filter(isTitled), ...found.filter((entry) => !isTitled(entry))].map(({ operation }) => operation);
}
