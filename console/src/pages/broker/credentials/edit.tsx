import { useState } from "preact/hooks";
import { credentials } from "#texts/broker-logins.ts";
import { common } from "#texts/common.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Button } from "../../../parts/button.tsx";
import { Form } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { type Credential, nameIn, useIntegrations } from "../records.ts";
import { type Difference, differences, onTop, patchOf } from "./changes.ts";
import { type Draft, draftOf, isComplete } from "./draft.ts";
import { CredentialFields } from "./fields.tsx";

const texts = credentials.edit;

/**
 * Changes what was changed and nothing else. The API takes no precondition for a credential, so it is read once more before it is
 * written: who was faster meanwhile is shown, and nothing is sent until the person has chosen.
 */
export function EditCredential({ credential, onSaved }: { readonly credential: Credential; onSaved(): void }) {
  const vaults = useIntegrations();
  const [base, setBase] = useState(credential);
  const [mine, setMine] = useState(() => draftOf(credential));
  const [theirs, setTheirs] = useState<Credential>();
  const before = draftOf(base);
  const save = useAction(async () => {
    const params = { path: { id: base.id } };
    const now = await asked(api.GET("/api/v1/credentials/{id}", { params }));
    if (now.updatedAt !== base.updatedAt) return setTheirs(now);
    const saved = await asked(api.PATCH("/api/v1/credentials/{id}", { params, body: patchOf(before, mine) }));
    setBase(saved);
    setMine(draftOf(saved));
    announce(common.saved);
    onSaved();
  });
  const goOn = (chosen: Draft) => {
    if (theirs) setBase(theirs);
    setMine(chosen);
    setTheirs(undefined);
  };
  const changed = differences(before, mine);
  return (
    <div class="edit">
      <Form
        action={save}
        submit={common.save}
        disabled={changed.length === 0 || !isComplete(mine) || theirs !== undefined}
        onSubmit={() => void save.run()}
      >
        <CredentialFields
          draft={mine}
          vaults={vaults.value}
          error={save.error}
          change={(changes) => setMine((old) => ({ ...old, ...changes }))}
        />
        {theirs && (
          <Conflict
            of={differences(before, draftOf(theirs))}
            onTheirs={() => goOn(draftOf(theirs))}
            onMine={() => goOn(onTop(before, mine, draftOf(theirs)))}
          />
        )}
        {changed.length > 0 && (
          <section class="card" aria-label={texts.changes}>
            <h3>{texts.changes}</h3>
            <Differences of={changed} />
          </section>
        )}
      </Form>
    </div>
  );
}

function Conflict(props: { readonly of: readonly Difference[]; onTheirs(): void; onMine(): void }) {
  return (
    <Notice kind="warning">
      <p>
        <strong>{texts.conflict}</strong>
      </p>
      {props.of.length === 0 ? <p>{texts.conflictSame}</p> : <Differences of={props.of} />}
      <div class="actions">
        <Button onClick={props.onMine}>{texts.applyMine}</Button>
        <Button onClick={props.onTheirs}>{texts.takeTheirs}</Button>
      </div>
    </Notice>
  );
}

/** Field by field, with what goes and what comes. */
function Differences({ of }: { readonly of: readonly Difference[] }) {
  const vaults = useIntegrations();
  const shown = (field: Difference["field"], text: string): string => {
    if (field === "isLimited") return text === "true" ? common.yes : common.no;
    if (field === "codes") return credentials.form.codesFrom[text === "seed" || text === "vault" ? text : "none"];
    return field === "vaultIntegrationId" ? nameIn(vaults.value, text) : text;
  };
  return (
    <dl class="differences">
      {of.map(({ field, removed, added }) => (
        <div key={field}>
          <dt>{texts.fields[field]}</dt>
          {removed.map((text) => (
            <dd key={text}>
              <del>{shown(field, text)}</del>
            </dd>
          ))}
          {added.map((text) => (
            <dd key={text}>
              <ins>{shown(field, text)}</ins>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
