import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { secret as texts } from "#texts/secret.ts";
import { secrets as listTexts } from "#texts/secrets.ts";
import { writeFault } from "../../../../packages/client/src/cli/text/secret-path.ts";
import { useQuery } from "../../data/query.ts";
import { useAction } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Form, SelectField, TextField } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { hasScope } from "../../session/scopes.ts";
import { listHref, secretHref } from "./address.ts";
import { type Draft, type DraftFaults, draftFor, draftValue, isUntouched } from "./draft.ts";
import { GeneratedBy } from "./generated-by.tsx";
import { generateSecret } from "./generation.ts";
import { EMPTY_RECORD, faultsOf, patchBetween, type RecordDraft, type RecordFaults } from "./record-draft.ts";
import { RecordFields } from "./record-fields.tsx";
import { putValue } from "./store.ts";
import { SECRET_TYPES, type SecretType } from "./types.ts";
import { ValueEditor } from "./value-editor.tsx";

const { create } = texts;

interface NewSecret {
  readonly path: string;
  readonly type: SecretType;
  readonly how: "hand" | "policy";
  readonly policy: string;
  readonly draft: Draft;
  readonly record: RecordDraft;
}

export default function NewSecretPage() {
  return (
    <Page title={create.title} lead={create.lead} crumbs={[{ text: texts.crumbs, href: listHref("own") }]}>
      {hasScope("secrets:write") ? <NewSecretForm /> : <Notice>{texts.edit.noWrite}</Notice>}
    </Page>
  );
}

function NewSecretForm() {
  const query = useQuery();
  const [made, setMade] = useState<NewSecret>({
    path: query.get("path") || query.get("in"),
    type: "kv",
    how: "hand",
    policy: "",
    draft: draftFor("kv"),
    record: EMPTY_RECORD,
  });
  const { act, tried } = useCreate(made);
  const pathFault = tried ? writeFault(made.path.trim()) : null;
  const valueFaults: DraftFaults | undefined = tried?.value;
  return (
    <Form action={act} submit={create.submit} onSubmit={() => void act.run()}>
      <TextField
        label={create.path}
        hint={create.pathHint}
        isCode
        autoFocus
        value={made.path}
        onInput={(path) => setMade({ ...made, path })}
        fault={pathFault === null ? undefined : create.pathFaults(pathFault)}
      />
      <Kind made={made} onChange={setMade} />
      {made.how === "policy" ? (
        <GeneratedBy policy={made.policy} onChange={(policy) => setMade({ ...made, policy })} />
      ) : (
        <ValueEditor draft={made.draft} onChange={(draft) => setMade({ ...made, draft })} faults={valueFaults} />
      )}
      <details class="card" open={tried?.record !== undefined}>
        <summary>{create.more}</summary>
        <div class="form">
          <RecordFields
            draft={made.record}
            onChange={(record) => setMade({ ...made, record })}
            faults={tried?.record}
            refused={act.error?.fields ?? {}}
          />
        </div>
      </details>
      <Taken code={act.error?.code} status={act.error?.status} path={made.path.trim()} />
    </Form>
  );
}

function Kind({ made, onChange }: { readonly made: NewSecret; readonly onChange: (made: NewSecret) => void }) {
  const choose = (text: string) => {
    const type = SECRET_TYPES.find((one) => one === text) ?? "kv";
    onChange({ ...made, type, draft: isUntouched(made.draft) ? draftFor(type) : made.draft });
  };
  return (
    <div class="fields">
      <SelectField
        label={create.type}
        hint={create.typeHint}
        value={made.type}
        onChange={choose}
        options={SECRET_TYPES.map((type) => [type, listTexts.types[type]] as const)}
      />
      <SelectField
        label={create.how}
        value={made.how}
        onChange={(how) => onChange({ ...made, how: how === "policy" ? how : "hand" })}
        options={[["hand", create.byHand], ...(hasScope("secrets:list") ? [["policy", create.byPolicy] as const] : [])]}
      />
    </div>
  );
}

/** The path is not free: a secret is there, or one that was deleted. */
function Taken(props: {
  readonly code: string | undefined;
  readonly status: number | undefined;
  readonly path: string;
}) {
  const { code, status, path } = props;
  if (status !== 412 && code !== "secret_exists") return null;
  return (
    <Notice kind="warning">
      <p>{code === "secret_exists" ? create.deletedThere : create.taken}</p>
      <a href={secretHref("own", path)}>{create.open}</a>
    </Notice>
  );
}

interface Tried {
  readonly value?: DraftFaults;
  readonly record?: RecordFaults;
}

/** Creates it, if nothing is wrong with what was written, and goes to it. `tried`: what was wrong at the last try. */
function useCreate(made: NewSecret) {
  const { route } = useLocation();
  const [tried, setTried] = useState<Tried>();
  const act = useAction(async () => {
    const path = made.path.trim();
    const value = made.how === "policy" ? undefined : draftValue(new Map(), made.draft);
    const record = faultsOf(made.record);
    setTried({ ...(value?.ok === false && { value }), ...(record && { record }) });
    if (writeFault(path) !== null || value?.ok === false || record) return;
    const rest = { secret_type: made.type, ...patchBetween(EMPTY_RECORD, made.record) };
    if (value) await putValue("own", path, value.data, rest, null);
    else await generateSecret(made.policy, path, rest);
    announce(create.done);
    route(secretHref("own", path));
  });
  return { act, tried };
}
