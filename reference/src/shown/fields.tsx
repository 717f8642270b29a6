import { useState } from "preact/hooks";
import type { Content, Schema, Schemas } from "../model/document.ts";
import { type Field, fieldsOf, formsOf, typeText } from "../model/fields.ts";
import { Code } from "./code.tsx";
import { Words } from "./words.tsx";

/** A body: its type, its fields, and its example. */
export function Body(props: {
  readonly content: Content | undefined;
  readonly schemas: Schemas;
  readonly withExample: boolean;
}) {
  return (
    <>
      {Object.entries(props.content ?? {}).map(([type, { schema = {}, example }]) => (
        <div key={type} class="body">
          <p class="small">
            <code>{type}</code>, {typeText(schema, props.schemas)}
          </p>
          <Shape schema={schema} schemas={props.schemas} />
          {props.withExample && example !== undefined && (
            <Code
              label="Example"
              text={typeof example === "string" ? example : JSON.stringify(example, undefined, 2)}
            />
          )}
        </div>
      ))}
    </>
  );
}

/** The fields of a schema; of one that leaves a choice, those of each form. */
function Shape({ schema, schemas }: { readonly schema: Schema; readonly schemas: Schemas }) {
  const forms = formsOf(schema, schemas);
  if (forms.length > 0)
    return (
      <>
        {forms.map((form, at) => (
          <div key={at} class="form-of">
            <p class="small">
              {at === 0 ? "Either" : "Or"} {typeText(form, schemas)}
            </p>
            <Shape schema={form} schemas={schemas} />
          </div>
        ))}
      </>
    );
  const fields = fieldsOf(schema, schemas);
  if (fields.length === 0) return null;
  return (
    <dl class="fields-list">
      {fields.map((field) => (
        <FieldRow key={field.name} field={field} schemas={schemas} />
      ))}
    </dl>
  );
}

export function FieldRow({ field, schemas }: { readonly field: Field; readonly schemas: Schemas }) {
  const { name, type, limits, isRequired, description, inner } = field;
  return (
    <div>
      <dt>
        <code>{name}</code> {isRequired && <span class="required">required</span>}
      </dt>
      <dd>
        <span class="small">
          {type}
          {limits !== "" && `; ${limits}`}
        </span>
        {description !== "" && (
          <p>
            <Words text={description} />
          </p>
        )}
        {inner && <Inner label={name} schema={inner} schemas={schemas} />}
      </dd>
    </div>
  );
}

/** Written only when it is opened: a schema may lead back to itself. */
function Inner({
  label,
  schema,
  schemas,
}: {
  readonly label: string;
  readonly schema: Schema;
  readonly schemas: Schemas;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Fields of {label}</summary>
      {isOpen && <Shape schema={schema} schemas={schemas} />}
    </details>
  );
}
