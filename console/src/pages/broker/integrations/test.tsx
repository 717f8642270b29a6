import { useState } from "preact/hooks";
import { integrations } from "#texts/broker.ts";
import type { components } from "../../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction } from "../../../data/resource.ts";
import { Button } from "../../../parts/button.tsx";
import { CheckField } from "../../../parts/form.tsx";
import { ErrorNotice, Notice } from "../../../parts/notice.tsx";
import { Section } from "../../../parts/page.tsx";
import { hasScope } from "../../../session/scopes.ts";
import { vaultStages } from "../stages.ts";
import { Checks, Remedy } from "../told.tsx";

const texts = integrations.test;
type Tested = components["schemas"]["TestedVaultIntegration"];

interface TestProps {
  readonly id: string;
  /** Postern's own store: there is no login, so nothing is told of one. */
  readonly isNative: boolean;
  onDone(): void;
}

/** Tries the login, and tells how far it came. */
export function TestIntegration({ id, isNative, onDone }: TestProps) {
  const [freshLogin, setFresh] = useState(false);
  const [tested, setTested] = useState<Tested>();
  const test = useAction(async () => {
    setTested(undefined);
    const options = { params: { path: { id } }, body: { freshLogin } };
    setTested(await asked(api.POST("/api/v1/vault-integrations/{id}/test", options)));
    onDone();
  });
  if (!hasScope("integrations:write")) return null;
  return (
    <Section
      title={texts.title}
      actions={
        <Button kind="main" busy={test.isBusy} onClick={() => void test.run()}>
          {texts.run}
        </Button>
      }
    >
      <p class="lead">{isNative ? texts.nativeText : texts.text}</p>
      {!isNative && <CheckField label={texts.fresh} checked={freshLogin} onChange={setFresh} />}
      <ErrorNotice error={test.error} />
      {tested && <Result tested={tested} isNative={isNative} />}
    </Section>
  );
}

function Result({ tested, isNative }: { readonly tested: Tested; readonly isNative: boolean }) {
  const { ok, code, hint, tokenTtlSeconds, latencyMs } = tested;
  return (
    <>
      {ok ? (
        <Notice kind="good">
          <p>{isNative ? texts.nativeOk : texts.ok}</p>
          <p class="small">
            {texts.took(latencyMs)} {tokenTtlSeconds !== null && texts.ttl(tokenTtlSeconds)}
          </p>
        </Notice>
      ) : (
        <Remedy code={code}>
          <p>{texts.failed}</p>
        </Remedy>
      )}
      {!isNative && <Checks of={vaultStages(tested).map(([stage, outcome]) => [texts.stages[stage], outcome])} />}
      <Remedy code={hint} kind="info" />
    </>
  );
}
