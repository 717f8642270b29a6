import { trusts as texts } from "#texts/trusts.ts";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/form.tsx";
import { type ClaimDraft, withClaim } from "./draft.ts";
import type { FieldsProps } from "./who-fields.tsx";

const { form } = texts;

/** Which of the issuer's tokens are taken. */
export function ClaimFields({ draft, change, fault }: FieldsProps) {
  const { claims } = draft;
  const changeOne = (key: number, changes: Partial<ClaimDraft>) =>
    change({ claims: claims.map((claim) => (claim.key === key ? { ...claim, ...changes } : claim)) });
  const hasOwnFault = claims.some(({ claim }) => claim !== "" && fault(`claims.${claim}`) !== undefined);
  return (
    <fieldset>
      <legend>{form.claims}</legend>
      <p class="hint">{form.claimsHint}</p>
      {fault("claims") && !hasOwnFault && <p class="fault">{fault("claims")}</p>}
      {claims.map(({ key, claim, values }, at) => (
        <div key={key} class="claim">
          <TextField
            label={form.nameOf(at + 1)}
            value={claim}
            onInput={(text) => changeOne(key, { claim: text })}
            isCode
          />
          <TextField
            label={form.valuesOf(at + 1)}
            value={values}
            onInput={(text) => changeOne(key, { values: text })}
            rows={Math.min(6, Math.max(1, values.split("\n").length))}
            isCode
            fault={claim === "" ? undefined : fault(`claims.${claim}`)}
          />
          <Button
            kind="quiet"
            label={form.removeClaim(at + 1)}
            onClick={() => change({ claims: claims.filter((one) => one.key !== key) })}
          >
            {form.remove}
          </Button>
        </div>
      ))}
      <p class="hint">{form.valuesHint}</p>
      <div class="actions">
        <Button onClick={() => change({ claims: withClaim(claims) })}>{form.addClaim}</Button>
      </div>
    </fieldset>
  );
}
