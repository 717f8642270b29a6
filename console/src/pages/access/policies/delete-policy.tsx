import { useLocation } from "preact-iso";
import { common } from "#texts/common.ts";
import { policies as texts } from "#texts/policies.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Confirm } from "../../../parts/dialog.tsx";
import type { Policy } from "./types.ts";

/** Deletes a policy that is still the one that was read, with the bindings that were told. */
export function DeletePolicy(props: { readonly policy: Policy; readonly etag: string; readonly onClose: () => void }) {
  const { policy, etag, onClose } = props;
  const { route } = useLocation();
  const { bindings, id, name } = policy;
  const remove = useAction(async () => {
    const query = bindings.length > 0 ? { force: true } : {};
    const params = { path: { id }, query, header: { "If-Match": etag } };
    await asked(api.DELETE("/v1/policies/{id}", { params }));
    announce(texts.deleted);
    route("/console/policies", true);
  });
  return (
    <Confirm
      title={texts.deleteTitle}
      submit={common.delete}
      word={name}
      action={remove}
      onConfirm={() => void remove.run()}
      onClose={onClose}
    >
      <p>
        {texts.deleteText} {bindings.length > 0 && texts.deleteBound(bindings.length)}
      </p>
    </Confirm>
  );
}
