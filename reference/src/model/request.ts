import type { Content, Schema } from "./document.ts";
import type { Operation } from "./operations.ts";

/** What somebody filled in, by the parameter's place and name; the body as its text. */
export interface Filled {
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request as a sample shows it and the page sends it. No token is a part of it. */
export interface Request {
  readonly method: string;
  /** The document's path, with its parameters in braces. */
  readonly route: string;
  /** What is not filled in yet stands there by its name in capitals. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | number | boolean>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly type: string; readonly text: string } | undefined;
  readonly takesToken: boolean;
  /** Also where the answer has no body. */
  readonly isAnsweredInJson: boolean;
}

export const keyOf = (parameter: { readonly in: string; readonly name: string }): string =>
  `${parameter.in} ${parameter.name}`;

/** What stands in the fields before anybody typed: the document's examples, of what is required alone. */
export function filledAtFirst({ parameters, body }: Operation): Filled {
  const required = parameters.filter(({ required: isRequired }) => isRequired);
  const type = sentType(body?.content) ?? "";
  const content = body?.content[type] ?? {};
  return {
    parameters: Object.fromEntries(required.map((each) => [keyOf(each), String(each.schema.example ?? "")])),
    body: content.example === undefined ? "" : bodyText(type, content.example),
  };
}

/** JSON, where a body may be sent in several ways. */
function sentType(content: Content = {}): string | undefined {
  const types = Object.keys(content);
  return types.find((type) => type === "application/json") ?? types[0];
}

/** A form is written as a form, all else as JSON. */
function bodyText(type: string, example: unknown): string {
  if (!type.includes("urlencoded")) return JSON.stringify(example, undefined, 2);
  const pairs = Object.entries(Object(example) as object).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return new URLSearchParams(pairs).toString();
}

/** The request that was filled in. What is left empty is left out, but for the parts of the path. */
export function requestOf(operation: Operation, filled: Filled): Request {
  const given = (place: string) =>
    operation.parameters
      .filter((parameter) => parameter.in === place)
      .map((parameter) => ({ ...parameter, value: filled.parameters[keyOf(parameter)] ?? "" }));
  const present = (place: string) => given(place).filter(({ value }) => value !== "");
  const type = sentType(operation.body?.content);
  return {
    method: operation.method,
    route: operation.path,
    path: Object.fromEntries(given("path").map(({ name, value }) => [name, value || name.toUpperCase()])),
    query: Object.fromEntries(present("query").map(({ name, value, schema }) => [name, typed(value, schema)])),
    headers: Object.fromEntries(present("header").map(({ name, value }) => [name, value])),
    body: type === undefined || filled.body === "" ? undefined : { type, text: filled.body },
    takesToken: operation.takesToken,
    isAnsweredInJson: operation.answers.every(({ content = {} }) =>
      Object.keys(content).every((each) => each.includes("json") && !each.includes("ndjson")),
    ),
  };
}

/** The names of what a request cannot be sent without, and that is empty. */
export function missingIn(operation: Operation, filled: Filled): readonly string[] {
  const names = operation.parameters
    .filter((parameter) => parameter.required && !filled.parameters[keyOf(parameter)])
    .map(({ name }) => name);
  return operation.body?.isRequired && filled.body === "" ? [...names, "body"] : names;
}

/** A number stays one only if its digits say the same: a larger one than JavaScript holds is sent as it was typed. */
function typed(value: string, { type }: Schema): string | number | boolean {
  if ((type === "integer" || type === "number") && String(Number(value)) === value) return Number(value);
  if (type === "boolean" && (value === "true" || value === "false")) return value === "true";
  return value;
}

/** The address below the deployment's. A slash in a secret's path stays one: both forms lead to the same route. */
export function addressOf({ route, path, query }: Request): string {
  const filled = route.replace(/\{(\w+)\}/g, (_, name: string) =>
    (path[name] ?? name).split("/").map(encodeURIComponent).join("/"),
  );
  const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return asked === "" ? filled : `${filled}?${asked}`;
}
