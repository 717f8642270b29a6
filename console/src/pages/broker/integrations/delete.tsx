import { useLocation } from "preact-iso";
import { integrations } from "#texts/broker.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Confirm } from "../../../parts/dialog.tsx";
import { Loaded } from "../../../parts/notice.tsx";
import { hasScope } from "../../../session/scopes.ts";
import type { Credential } from "../records.ts";
import type { IntegrationDialog } from "./dialogs.ts";
import { usePointers } from "./pointers.tsx";

const texts = integrations.one;
const SHOWN = 10;

/** The vault goes with everything that points into it: that is shown, and its name has to be typed. */
export function DeleteIntegration({ integration: { id, name }, onClose }: IntegrationDialog) {
  const { route } = useLocation();
  const pointers = usePointers(id);
  const remove = useAction(async () => {
    await asked(api.DELETE("/api/v1/vault-integrations/{id}", { params: { path: { id } } }));
    announce(texts.deleted(name));
    route("/console/integrations", true);
  });
  return (
    <Confirm
      title={texts.deleteTitle(name)}
      submit={texts.delete}
      word={name}
      action={remove}
      onConfirm={() => void remove.run()}
      onClose={onClose}
    >
      {hasScope("credentials:read") ? (
        <Loaded from={pointers}>{(found) => <Dependents of={found} />}</Loaded>
      ) : (
        <p>{texts.deleteUnknown}</p>
      )}
    </Confirm>
  );
}

function Dependents({ of }: { readonly of: readonly Credential[] }) {
  if (of.length === 0) return <p>{texts.deleteNone}</p>;
  return (
    <>
      <p>{texts.deleteMany(of.length)}</p>
      <ul>
        {of.slice(0, SHOWN).map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
        {of.length > SHOWN && <li>{texts.andMore(of.length - SHOWN)}</li>}
      </ul>
    </>
  );
}
