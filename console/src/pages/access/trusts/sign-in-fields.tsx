import { trusts as texts } from "#texts/trusts.ts";
import { CheckField, TextField } from "../../../parts/form.tsx";
import type { FieldsProps } from "./who-fields.tsx";

const { form } = texts;

/** May people sign in to the console by this issuer? `hasSecret`: it has a secret for its client, which nobody is shown. */
export function SignInFields({ draft, change, fault, hasSecret }: FieldsProps & { readonly hasSecret: boolean }) {
  return (
    <fieldset>
      <legend>{form.signIn}</legend>
      {fault("console_sign_in") && <p class="fault">{fault("console_sign_in")}</p>}
      <CheckField
        label={form.consoleSignIn}
        checked={draft.consoleSignIn}
        onChange={(consoleSignIn) => change({ consoleSignIn })}
        hint={form.consoleSignInHint(`${location.origin}/console/callback`)}
      />
      {draft.consoleSignIn && (
        <TextField
          label={form.clientSecret}
          type="password"
          value={draft.clientSecret}
          onInput={(clientSecret) => change({ clientSecret })}
          isCode
          isOptional
          hint={hasSecret ? form.clientSecretKept : form.clientSecretHint}
          fault={fault("client_secret")}
        />
      )}
      {draft.consoleSignIn && hasSecret && (
        <CheckField
          label={form.dropClientSecret}
          checked={draft.dropClientSecret}
          disabled={draft.clientSecret !== ""}
          onChange={(dropClientSecret) => change({ dropClientSecret })}
        />
      )}
    </fieldset>
  );
}
