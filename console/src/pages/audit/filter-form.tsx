import { useEffect, useState } from "preact/hooks";
import { audit } from "#texts/audit.ts";
import type { ApiError } from "../../api/error.ts";
import { type Query, withQuery } from "../../data/query.ts";
import { Button } from "../../parts/button.tsx";
import { SelectField, TextField } from "../../parts/form.tsx";
import { ActionChoice } from "./action-choice.tsx";
import { FILTER_NAMES, type FilterName, type Filters, isDay } from "./filters.ts";
import { Spans } from "./spans.tsx";

const texts = audit.filters;
const HIDDEN: readonly FilterName[] = ["identity_type", "source_ip", "request_id", "trust_id"];

interface FilterFormProps {
  readonly filters: Filters;
  readonly query: Query;
  /** What the API said of the filters. */
  readonly error: ApiError | undefined;
}

/** Filters are drafted here and asked for once, because each question is a row of the log; then they stand in the address. */
export function FilterForm({ filters, query, error }: FilterFormProps) {
  const [draft, setDraft] = useState<Filters>(filters);
  // Back, a link, or another span: what the address says is what counts.
  const key = JSON.stringify(filters);
  useEffect(() => setDraft(filters), [key]);
  const apply = () =>
    query.set(Object.fromEntries(FILTER_NAMES.map((name) => [name, draft[name]?.trim() ?? ""])), "push");
  const field: FieldOf = (name) => ({
    value: draft[name] ?? "",
    onInput: (value) => setDraft((old) => ({ ...old, [name]: value })),
    fault: error?.fields[name]?.replaceAll("_", " "),
  });
  return (
    <form
      class="card log-filters"
      aria-label={texts.label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Spans filters={filters} />
      <FirstFilters field={field} />
      <ActionChoice {...field("action")} />
      <MoreFilters field={field} isOpen={HIDDEN.some((name) => filters[name] !== undefined)} />
      <div class="actions">
        <Button type="submit" kind="main">
          {texts.apply}
        </Button>
        {Object.keys(filters).length > 0 && <a href={withQuery("/console/audit", {})}>{texts.clear}</a>}
      </div>
    </form>
  );
}

interface FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly fault: string | undefined;
}
type FieldOf = (name: FilterName) => FieldProps;

function FirstFilters({ field }: { readonly field: FieldOf }) {
  const day = (name: "from" | "to") => {
    const { value } = field(name);
    // An instant may stand in the address as well.
    return { ...field(name), type: value === "" || isDay(value) ? ("date" as const) : ("text" as const) };
  };
  const { onInput, ...success } = field("success");
  return (
    <div class="fields">
      <TextField label={texts.identity_id} {...field("identity_id")} isCode placeholder="user:anna" />
      <TextField label={texts.path_prefix} {...field("path_prefix")} isCode placeholder="shop/" />
      <SelectField
        label={texts.success}
        {...success}
        onChange={onInput}
        options={[
          ["", texts.any],
          ["true", texts.onlyDone],
          ["false", texts.onlyRefused],
        ]}
      />
      <TextField label={texts.from} {...day("from")} />
      <TextField label={texts.to} {...day("to")} hint={texts.day} />
    </div>
  );
}

function MoreFilters({ field, isOpen }: { readonly field: FieldOf; readonly isOpen: boolean }) {
  const { onInput, ...type } = field("identity_type");
  return (
    <details class="disclosure" open={isOpen}>
      <summary>{texts.more}</summary>
      <div class="fields">
        <SelectField
          label={texts.identity_type}
          {...type}
          onChange={onInput}
          options={[["", texts.any], ...Object.entries(texts.types)]}
        />
        <TextField label={texts.source_ip} {...field("source_ip")} isCode />
        <TextField label={texts.request_id} {...field("request_id")} isCode />
        <TextField label={texts.trust_id} {...field("trust_id")} isCode hint={texts.trustHint} />
      </div>
    </details>
  );
}
