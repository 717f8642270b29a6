import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { common } from "#texts/common.ts";
import type { Action } from "../data/resource.ts";
import { Button } from "./button.tsx";
import { ErrorNotice } from "./notice.tsx";

interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** What is wrong with it. */
  readonly fault?: string | undefined;
  readonly isOptional?: boolean;
}
interface TextProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: "text" | "password" | "number" | "url" | "email" | "search" | "datetime-local" | "date";
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly rows?: number;
  /** For code and paths. */
  readonly isCode?: boolean;
  readonly list?: readonly string[];
  readonly autoFocus?: boolean;
}

/** A label, the control, what is wrong with it, and a hint, tied together for readers of screens. */
function Field({ label, hint, fault, isOptional, children }: FieldProps & { children(of: Bound): ComponentChildren }) {
  const id = useId();
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ") || undefined;
  return (
    <div class="field">
      <label for={id}>
        {label} {isOptional && <span class="small">({common.optional})</span>}
      </label>
      {children({ id, "aria-describedby": described, "aria-invalid": fault !== undefined })}
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
interface Bound {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean;
}

/** One line, or several with `rows`. Nothing of it is kept or completed by the browser. */
export function TextField({ value, onInput, rows, isCode = false, list, type = "text", ...rest }: TextProps) {
  const { label, hint, fault, isOptional, autoFocus, ...own } = rest;
  const listId = useId();
  // Which attributes a type of input may have is no matter of the type that a caller chooses here.
  const kind: object = { type, list: list && listId };
  const shared = {
    ...own,
    value,
    class: isCode ? "code" : "",
    autocomplete: "off",
    spellcheck: !isCode && type !== "password",
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => onInput(event.currentTarget.value),
  } as const;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, []);
  return (
    <Field label={label} hint={hint} fault={fault} isOptional={isOptional ?? false}>
      {(bound) =>
        rows !== undefined ? (
          <textarea {...bound} {...shared} rows={rows} />
        ) : (
          <>
            <input {...bound} {...shared} {...kind} ref={input} />
            {list && (
              <datalist id={listId}>
                {list.map((entry) => (
                  <option key={entry} value={entry} />
                ))}
              </datalist>
            )}
          </>
        )
      }
    </Field>
  );
}

export function SelectField(
  props: FieldProps & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    /** Values with what is shown for them. */
    readonly options: readonly (readonly [value: string, text: string])[];
    readonly disabled?: boolean;
  },
) {
  return (
    <Field {...props}>
      {(bound) => (
        <select
          {...bound}
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          {props.options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField(props: {
  readonly label: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: string;
  readonly disabled?: boolean;
}) {
  const id = useId();
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled}
        aria-describedby={props.hint && `${id}-hint`}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  );
}

/** Fields with a button that sends them. Enter sends them too; a refusal stands above the button. */
export function Form(props: {
  readonly action: Pick<Action<never, unknown>, "isBusy" | "error">;
  readonly onSubmit: () => void;
  readonly submit: string;
  readonly kind?: "main" | "danger";
  readonly disabled?: boolean;
  readonly onCancel?: () => void;
  readonly children: ComponentChildren;
}) {
  const { action } = props;
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!action.isBusy && !props.disabled) props.onSubmit();
      }}
    >
      {props.children}
      <ErrorNotice error={action.error} />
      <div class="actions">
        <Button type="submit" kind={props.kind ?? "main"} busy={action.isBusy} disabled={props.disabled ?? false}>
          {props.submit}
        </Button>
        {props.onCancel && (
          <Button kind="quiet" onClick={props.onCancel}>
            {common.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}
