import { useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { review } from "#texts/review.ts";
import { rotation } from "#texts/rotation.ts";
import { api, asked } from "../../api/client.ts";
import type { ApiError } from "../../api/error.ts";
import type { Fields } from "../../data/changes.ts";
import { announce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { ReviewDialog } from "../../parts/review-dialog.tsx";
import { type Body, changeOf } from "./policy-draft.ts";
import { PolicyForm } from "./policy-form.tsx";
import type { Policy } from "./rhythm.ts";

/** Changes of a policy what was changed here and nothing else, looked at before it is saved. */
export function EditPolicy(props: {
  readonly policy: Policy;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}) {
  const { onClose, onSaved } = props;
  const [base, setBase] = useState(props.policy);
  const [change, setChange] = useState<Partial<Body>>();
  const [error, setError] = useState<ApiError>();
  const path = { params: { path: { id: base.id } } };
  const submit = (body: Body) => {
    setError(undefined);
    const changed = changeOf(base, body);
    if (Object.keys(changed).length === 0) onClose();
    else setChange(changed);
  };
  return (
    <>
      <Dialog title={rotation.form.edit(base.name)} onClose={onClose} isWide>
        <PolicyForm
          key={base.updated_at}
          policy={base}
          action={{ isBusy: false, error }}
          submit={review.title}
          onSubmit={submit}
          onCancel={onClose}
        />
      </Dialog>
      {change && (
        <ReviewDialog<Fields & Policy>
          base={{ ...base }}
          change={change}
          nameOf={(name) => rotation.form.names[name] ?? name}
          read={() => asked(api.GET("/v1/rotation/policies/{id}", path))}
          write={() => asked(api.PATCH("/v1/rotation/policies/{id}", { ...path, body: change }))}
          onSaved={() => {
            announce(common.saved);
            onSaved();
          }}
          onTheirs={(theirs) => {
            setBase(theirs);
            setChange(undefined);
          }}
          onFaults={(fault) => {
            setError(fault);
            setChange(undefined);
          }}
          onClose={() => setChange(undefined)}
        />
      )}
    </>
  );
}
