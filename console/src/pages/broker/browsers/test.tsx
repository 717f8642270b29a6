import { useState } from "preact/hooks";
import { browsers } from "#texts/broker-logins.ts";
import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { Form, TextField } from "../../../parts/form.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Section } from "../../../parts/page.tsx";
import { faultOf } from "../faults.ts";
import type { Browser } from "../records.ts";
import { browserStages } from "../stages.ts";
import { Checks, Remedy } from "../told.tsx";

const texts = browsers.test;
type Tested = components["schemas"]["TestedBrowser"];

/** Opens the browser's socket and asks it who it is. */
export function TestBrowser({ browser: { id, endpoint } }: { readonly browser: Browser }) {
  const takesSession = endpoint.includes("{session}");
  const [session, setSession] = useState("");
  const [tested, setTested] = useState<Tested>();
  const test = useAction(async () => {
    setTested(undefined);
    const body = takesSession ? { session: session.trim() } : {};
    setTested(await asked(api.POST("/api/v1/browsers/{id}/test", { params: { path: { id } }, body })));
  });
  return (
    <Section title={texts.title}>
      <p class="lead">{texts.text}</p>
      <Form
        action={test}
        submit={texts.run}
        disabled={takesSession && session.trim() === ""}
        onSubmit={() => void test.run()}
      >
        {takesSession && (
          <TextField
            label={texts.session}
            type="password"
            isCode
            value={session}
            onInput={setSession}
            hint={texts.sessionHint}
            fault={faultOf(test.error, "session")}
          />
        )}
      </Form>
      {tested && <Result tested={tested} endpoint={endpoint} />}
    </Section>
  );
}

function Result({ tested, endpoint }: { readonly tested: Tested; readonly endpoint: string }) {
  const { ok, code, product, protocolVersion, pages, latencyMs } = tested;
  return (
    <>
      {ok ? (
        <Notice kind="good">
          <p>{texts.ok}</p>
          <p class="small">
            {[product, protocolVersion && texts.protocol(protocolVersion)].filter(Boolean).join(", ")}
          </p>
          <p class="small">
            {pages !== null && texts.pages(pages)} {texts.took(latencyMs)}
          </p>
        </Notice>
      ) : (
        <Remedy code={code}>
          <p>{texts.failed}</p>
        </Remedy>
      )}
      <Checks of={browserStages(tested, endpoint).map(([stage, outcome]) => [texts.stages[stage], outcome])} />
    </>
  );
}
