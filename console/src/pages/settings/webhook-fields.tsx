import { webhooks } from "#texts/webhooks.ts";
import type { ApiError } from "../../api/error.ts";
import { SelectField, TextField } from "../../parts/form.tsx";
import { EventChoice } from "./event-choice.tsx";
import type { WebhookDraft } from "./webhook-draft.ts";

const texts = webhooks.form;
const SECRET_TYPES = ["kv", "json", "certificate", "ssh_key", "api_key"] as const;

interface WebhookFieldsProps {
  readonly draft: WebhookDraft;
  readonly onChange: (draft: WebhookDraft) => void;
  readonly error: ApiError | undefined;
}

/** What a person may say of a webhook, with what the API found wrong at each. */
export function WebhookFields({ draft, onChange, error }: WebhookFieldsProps) {
  const set = (change: Partial<WebhookDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <TextField
        label={texts.name}
        value={draft.name}
        onInput={(name) => set({ name })}
        fault={faultOf(error, "name")}
        required
      />
      <TextField
        label={texts.url}
        type="url"
        value={draft.url}
        onInput={(url) => set({ url })}
        fault={faultOf(error, "url")}
        hint={texts.urlHint}
        placeholder="https://hooks.example.com/in"
        isCode
        required
      />
      <EventChoice events={draft.events} onChange={(events) => set({ events })} fault={faultOf(error, "events")} />
      <fieldset>
        <legend>{texts.filters}</legend>
        <p class="hint">{texts.filtersHint}</p>
        <div class="fields">
          <TextField
            label={texts.path_prefix}
            value={draft.pathPrefix}
            onInput={(pathPrefix) => set({ pathPrefix })}
            fault={faultOf(error, "filters.path_prefix")}
            isOptional
            isCode
          />
          <SelectField
            label={texts.secret_type}
            value={draft.secretType}
            onChange={(secretType) => set({ secretType })}
            fault={faultOf(error, "filters.secret_type")}
            options={[["", texts.any], ...SECRET_TYPES.map((type) => [type, type] as const)]}
          />
          <TextField
            label={texts.tags}
            value={draft.tags}
            onInput={(tags) => set({ tags })}
            fault={faultOf(error, "filters.tags")}
            hint={texts.tagsHint}
            isOptional
          />
        </div>
      </fieldset>
    </>
  );
}

/** What the API said of a field, or of something inside it. */
export function faultOf(error: ApiError | undefined, field: string): string | undefined {
  const [, reason] =
    Object.entries(error?.fields ?? {}).find(([name]) => name === field || name.startsWith(`${field}.`)) ?? [];
  return reason?.replaceAll("_", " ");
}
