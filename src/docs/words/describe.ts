import { wordsFor } from ".";

/** The part of a JSON schema that has fields, or leads to them. */
export interface Described {
  readonly $ref?: string;
  description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
  readonly additionalProperties?: boolean | Described;
  readonly anyOf?: readonly Described[];
  readonly oneOf?: readonly Described[];
  readonly allOf?: readonly Described[];
}

/** Gives words to each field below that has none, in place. `owners`: the component and the fields that it stands in. */
export function describe(schema: Described, owners: readonly string[]): void {
  const { properties = {}, items, additionalProperties: others, anyOf = [], oneOf = [], allOf = [] } = schema;
  for (const [name, field] of Object.entries(properties)) {
    // What is a component says itself what it is.
    if (field.$ref === undefined) setWords(field, wordsFor(name, owners));
    describe(field, [...owners, name]);
  }
  const inner = [
    ...(items ? [items] : []),
    ...(typeof others === "object" ? [others] : []),
    ...anyOf,
    ...oneOf,
    ...allOf,
  ];
  for (const each of inner) describe(each, owners);
}

interface Parameter {
  readonly in?: string;
  readonly name?: string;
  description?: string;
  readonly schema?: object;
}

/** The same for the parameters of one operation. */
export function describeParameters(parameters: readonly (Parameter | object)[]): void {
  for (const parameter of parameters as readonly Parameter[]) {
    const own = parameter.schema && "description" in parameter.schema ? parameter.schema.description : undefined;
    setWords(parameter, typeof own === "string" ? own : wordsFor(parameter.name ?? "", [parameter.in ?? ""]));
  }
}

function setWords(target: { description?: string }, words: string | undefined): void {
  if (words !== undefined) target.description ??= words;
}
