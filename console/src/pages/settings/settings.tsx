import { useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { settings as texts } from "#texts/settings.ts";
import { api, asked } from "../../api/client.ts";
import type { ApiError } from "../../api/error.ts";
import { withQuery } from "../../data/query.ts";
import { useResource } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Button } from "../../parts/button.tsx";
import { ErrorNotice, Loaded } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { ReviewDialog } from "../../parts/review-dialog.tsx";
import { Time } from "../../parts/time.tsx";
import { isMissing, SettingField } from "./setting-field.tsx";
import {
  changeBody,
  changeIn,
  type Draft,
  draftOf,
  GROUPS,
  SETTINGS,
  type SettingName,
  type Settings,
} from "./setting-rules.ts";

const read = (signal?: AbortSignal) => asked(api.GET("/v1/tenant/settings", signal ? { signal } : {}));

/** What holds in the whole space. */
export default function SettingsPage() {
  const found = useResource("settings", read);
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Loaded from={found}>{(value) => <SettingsForm key={JSON.stringify(value)} first={value} />}</Loaded>
    </Page>
  );
}

function SettingsForm({ first }: { readonly first: Settings }) {
  const [base, setBase] = useState(first);
  const [draft, setDraft] = useState(() => draftOf(first));
  const [isReviewing, setReviewing] = useState(false);
  const [error, setError] = useState<ApiError>();
  const change = changeIn(base, draft);
  const take = (record: Settings) => {
    setBase(record);
    setDraft(draftOf(record));
    setReviewing(false);
    setError(undefined);
  };
  return (
    <>
      <p class="small">
        {texts.changed} <Time at={base.updated_at} /> ·{" "}
        <a href={withQuery("/console/audit", { action: "settings_update" })}>{texts.history}</a>
      </p>
      <Fieldsets
        draft={draft}
        error={error}
        isChanged={Object.keys(change).length > 0}
        onInput={(name, value) => setDraft({ ...draft, [name]: value })}
        onSubmit={() => setReviewing(true)}
        onDiscard={() => take(base)}
      />
      {isReviewing && (
        <ReviewDialog
          base={base}
          change={change}
          nameOf={(name) => texts.names[name as SettingName]}
          read={() => read()}
          write={() => asked(api.PATCH("/v1/tenant/settings", { body: changeBody(change) }))}
          onSaved={(record) => {
            take(record);
            announce(common.saved);
          }}
          onTheirs={take}
          onFaults={(fault) => {
            setError(fault);
            setReviewing(false);
          }}
          onClose={() => setReviewing(false)}
        />
      )}
    </>
  );
}

interface FieldsetsProps {
  readonly draft: Draft;
  readonly error: ApiError | undefined;
  readonly isChanged: boolean;
  onInput(name: SettingName, value: string): void;
  onSubmit(): void;
  onDiscard(): void;
}

function Fieldsets({ draft, error, isChanged, ...on }: FieldsetsProps) {
  const missing = SETTINGS.filter(([name, rule]) => isMissing(rule, draft[name])).map(([name]) => name);
  const isReady = isChanged && missing.length === 0;
  const faultOf = (name: SettingName) =>
    missing.includes(name) ? texts.required : error?.fields[name]?.replaceAll("_", " ");
  return (
    <form
      class="form settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) on.onSubmit();
      }}
    >
      {GROUPS.map(([group, settings]) => (
        <fieldset key={group}>
          <legend>{texts.groups[group]}</legend>
          {settings.map(([name, rule]) => (
            <SettingField
              key={name}
              name={name}
              rule={rule}
              value={draft[name]}
              onInput={(value) => on.onInput(name, value)}
              fault={faultOf(name)}
            />
          ))}
        </fieldset>
      ))}
      <ErrorNotice error={error} />
      <div class="actions sticky-actions">
        <Button type="submit" kind="main" disabled={!isReady}>
          {texts.submit}
        </Button>
        {isChanged ? (
          <Button kind="quiet" onClick={on.onDiscard}>
            {texts.discard}
          </Button>
        ) : (
          <span class="small">{texts.nothing}</span>
        )}
      </div>
    </form>
  );
}
