import { identities as texts } from "#texts/access.ts";
import { CheckField, TextField } from "../../../parts/form.tsx";
import { whoNow } from "../../../session/session.ts";
import type { FaultOf } from "../common/faults.ts";
import { useKnownIdentities } from "../common/known.ts";
import type { Role } from "../common/types.ts";
import type { IdentityDraft } from "./draft.ts";

interface Props {
  readonly draft: IdentityDraft;
  readonly change: (changes: Partial<IdentityDraft>) => void;
  readonly fault: FaultOf;
  /** A group is in no group, and has no role. */
  readonly isGroup: boolean;
}

/** What an identity is called and what it belongs to. */
export function IdentityFields({ draft, change, fault, isGroup }: Props) {
  return (
    <>
      <TextField
        label={texts.facts.displayName}
        value={draft.displayName}
        onInput={(displayName) => change({ displayName })}
        isOptional
        hint={texts.form.displayNameHint}
        fault={fault("display_name")}
      />
      {!isGroup && (
        <>
          <GroupChoice draft={draft} change={change} fault={fault} />
          <RoleChoice draft={draft} change={change} fault={fault} />
        </>
      )}
    </>
  );
}

const toggled = <T,>(list: readonly T[], one: T, isOn: boolean): readonly T[] =>
  isOn ? [...list, one] : list.filter((other) => other !== one);

function GroupChoice({ draft, change, fault }: Omit<Props, "isGroup">) {
  const known = useKnownIdentities("group");
  const ids = [...new Set([...draft.groups, ...(known.value ?? [])])].sort();
  return (
    <fieldset>
      <legend>{texts.form.groups}</legend>
      {fault("groups") && <p class="fault">{fault("groups")}</p>}
      {ids.length === 0 && <p class="hint">{texts.form.noGroups}</p>}
      {ids.map((id) => (
        <CheckField
          key={id}
          label={<code>{id}</code>}
          checked={draft.groups.includes(id)}
          onChange={(on) => change({ groups: toggled(draft.groups, id, on) })}
        />
      ))}
    </fieldset>
  );
}

/** A tenant knows one role, a partner the other. */
function RoleChoice({ draft, change, fault }: Omit<Props, "isGroup">) {
  const who = whoNow();
  const role: Role = who?.partner_id !== null && who?.tenant_id === null ? "partner_admin" : "tenant_admin";
  const mayGive = who?.identity_type === "system" || who?.roles.includes("partner_admin") === true;
  return (
    <fieldset>
      <legend>{texts.facts.roles}</legend>
      {fault("roles") && <p class="fault">{fault("roles")}</p>}
      <CheckField
        label={texts.form.roles[role]}
        checked={draft.roles.includes(role)}
        disabled={!mayGive}
        onChange={(on) => change({ roles: toggled(draft.roles, role, on) })}
        hint={texts.form.rolesHint}
      />
    </fieldset>
  );
}
