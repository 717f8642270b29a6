import { useState } from "preact/hooks";
import { credentials } from "#texts/broker-logins.ts";
import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { CheckField, Form, TextField } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Section } from "../../../parts/page.tsx";
import { faultOf } from "../faults.ts";
import type { Credential } from "../records.ts";
import { Checks, Remedy } from "../told.tsx";
import { checksOf } from "./checks.ts";

const texts = credentials.test;
type Tested = components["schemas"]["TestedCredential"];

/** Tries a credential as far as that can be done without a value leaving the vault, and tells each step. */
export function TestCredential({ credential: { id, fieldMap } }: { readonly credential: Credential }) {
  const [url, setUrl] = useState("");
  const [allowRead, setAllowRead] = useState(false);
  const [tested, setTested] = useState<Tested>();
  const test = useAction(async () => {
    setTested(undefined);
    const body = { allowRead, ...(url.trim() === "" ? {} : { url: url.trim() }) };
    setTested(await asked(api.POST("/api/v1/credentials/{id}/test", { params: { path: { id } }, body })));
  });
  return (
    <Section title={texts.title}>
      <p class="lead">{texts.text}</p>
      <Form action={test} submit={texts.run} onSubmit={() => void test.run()}>
        <TextField
          label={texts.url}
          type="url"
          isCode
          isOptional
          value={url}
          onInput={setUrl}
          hint={texts.urlHint}
          fault={faultOf(test.error, "url")}
        />
        <CheckField label={texts.allowRead} checked={allowRead} onChange={setAllowRead} hint={texts.allowReadHint} />
      </Form>
      {tested && <Result tested={tested} fieldMap={fieldMap} />}
    </Section>
  );
}

/** What is not known: what the fields hold, where one was seen by its name; else whether they are there at all. */
const openText = ({ fields }: Tested["checks"]) =>
  Object.values(fields).includes("passed") ? texts.unread : texts.unseen;

function Result({ tested, fieldMap }: { readonly tested: Tested; readonly fieldMap: Credential["fieldMap"] }) {
  const { ok, code, hint, checks, vaultVersion, latencyMs } = tested;
  return (
    <>
      {code === null ? (
        <Notice kind={ok ? "good" : "warning"}>
          <p>{ok ? texts.ok : openText(checks)}</p>
          <p class="small">
            {texts.took(latencyMs)} {vaultVersion !== null && texts.version(vaultVersion)}
          </p>
        </Notice>
      ) : (
        <Remedy code={code}>
          <p>{texts.failed}</p>
        </Remedy>
      )}
      <Checks of={checksOf(checks, fieldMap).map(([name, outcome]) => [texts.checks[name], outcome])} />
      <Remedy code={hint} kind="info" />
    </>
  );
}
