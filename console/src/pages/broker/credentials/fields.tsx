import { credentials } from "#texts/broker-logins.ts";
import type { ApiError } from "../../../api/error.ts";
import { CheckField, SelectField, TextField } from "../../../parts/form.tsx";
import { faultOf, listFault } from "../faults.ts";
import type { Integration } from "../records.ts";
import type { Draft } from "./draft.ts";

const texts = credentials.form;

interface FieldsProps {
  readonly draft: Draft;
  readonly vaults: readonly Integration[] | undefined;
  readonly error: ApiError | undefined;
  change(changes: Partial<Draft>): void;
}

/** All that a credential is, in three groups. The API's faults stand where they belong. */
export function CredentialFields(props: FieldsProps) {
  return (
    <>
      <Where {...props} />
      <Hosts {...props} />
      <Access {...props} />
    </>
  );
}

function Where({ draft, vaults, error, change }: FieldsProps) {
  const isNative = vaults?.find(({ id }) => id === draft.vaultIntegrationId)?.type === "native";
  const field = (name: "username" | "password" | "totp") => ({
    value: draft[name],
    isCode: true,
    onInput: (value: string) => change({ [name]: value }),
    fault: faultOf(error, `fieldMap.${name}`) ?? (name === "totp" ? faultOf(error, "fieldMap.totp.path") : undefined),
  });
  return (
    <fieldset>
      <legend>{texts.where}</legend>
      <TextField
        label={credentials.name}
        value={draft.name}
        onInput={(name) => change({ name })}
        fault={faultOf(error, "name")}
      />
      <VaultField draft={draft} vaults={vaults} error={error} change={change} />
      <TextField
        label={credentials.path}
        isCode
        value={draft.vaultPath}
        onInput={(vaultPath) => change({ vaultPath })}
        hint={isNative ? texts.nativePathHint : texts.pathHint}
        fault={faultOf(error, "vaultPath")}
      />
      <div class="fields">
        <TextField label={texts.username} isOptional {...field("username")} />
        <TextField label={texts.password} isOptional={draft.codes !== "none"} {...field("password")} />
        <SelectField
          label={texts.codes}
          value={draft.codes}
          onChange={(codes) => change({ codes: codes === "seed" || codes === "vault" ? codes : "none", totp: "" })}
          options={[
            ["none", texts.codesFrom.none],
            ["seed", texts.codesFrom.seed],
            ["vault", texts.codesFrom.vault],
          ]}
        />
        {draft.codes === "seed" && <TextField label={texts.totp} {...field("totp")} hint={texts.totpHint} />}
        {draft.codes === "vault" && <TextField label={texts.codePath} {...field("totp")} hint={texts.codePathHint} />}
      </div>
    </fieldset>
  );
}

/** A choice of what is there; its id, where the person may not see the vaults. */
function VaultField({ draft, vaults, error, change }: FieldsProps) {
  const fault = error?.code === "unknown_vault_integration" ? error.message : faultOf(error, "vaultIntegrationId");
  const choose = (vaultIntegrationId: string) => change({ vaultIntegrationId });
  if (vaults === undefined)
    return (
      <TextField label={credentials.vault} isCode value={draft.vaultIntegrationId} onInput={choose} fault={fault} />
    );
  return (
    <SelectField
      label={credentials.vault}
      value={draft.vaultIntegrationId}
      onChange={choose}
      options={[["", texts.chooseVault], ...vaults.map(({ id, name }) => [id, name] as const)]}
      fault={fault}
    />
  );
}

function Hosts({ draft, error, change }: FieldsProps) {
  return (
    <fieldset class="lines">
      <legend>{credentials.hosts}</legend>
      <TextField
        label={texts.hosts}
        rows={5}
        isCode
        value={draft.hosts}
        onInput={(hosts) => change({ hosts })}
        hint={texts.hostsHint}
        fault={listFault(error, "allowedDomains", draft.hosts)}
      />
    </fieldset>
  );
}

function Access({ draft, error, change }: FieldsProps) {
  const list = (name: "use" | "manage") => ({
    rows: 3,
    isCode: true,
    value: draft[name],
    onInput: (value: string) => change({ [name]: value }),
    hint: texts.accessHint,
    fault: listFault(error, `access.${name}`, draft[name]),
  });
  return (
    <fieldset class="lines">
      <legend>{credentials.access}</legend>
      <CheckField
        label={texts.limited}
        checked={draft.isLimited}
        onChange={(isLimited) => change({ isLimited })}
        hint={texts.limitedHint}
      />
      {draft.isLimited && (
        <div class="fields">
          <TextField label={texts.use} {...list("use")} />
          <TextField label={texts.manage} {...list("manage")} />
        </div>
      )}
    </fieldset>
  );
}
