import { authentications as texts } from "#texts/broker-logins.ts";
import { api, asked } from "../../../api/client.ts";
import { useAction, useResource } from "../../../data/resource.ts";
import { announce } from "../../../parts/announce.tsx";
import { Badge } from "../../../parts/badge.tsx";
import { Button } from "../../../parts/button.tsx";
import { ErrorNotice, Loaded } from "../../../parts/notice.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import type { PageProps } from "../../../shell/route.ts";
import type { Run } from "../records.ts";
import { useRun } from "./run.ts";
import { Timeline } from "./timeline.tsx";
import { durationText, isLive, TONES } from "./words.ts";

/** One sign-in: its steps as they come, what came of it, and why. */
export default function AuthenticationPage({ params }: PageProps) {
  const { id = "" } = params;
  const run = useRun(id, ({ status }) => announce(texts.ended(texts.statuses[status])));
  const { value } = run;
  return (
    <Page
      title={texts.one}
      place={texts.title}
      crumbs={[{ text: texts.title, href: "/console/authentications" }]}
      actions={value && <Cancel run={value} onDone={run.reload} />}
    >
      <Loaded from={run}>
        {(found) => (
          <>
            <FactsOf run={found} />
            <Section title={texts.timeline}>
              <Timeline run={found} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Ends it. Of one that filled and did not send, the fields are emptied. */
function Cancel({ run, onDone }: { readonly run: Run; onDone(): void }) {
  const cancel = useAction(async () => {
    await asked(api.POST("/api/v1/authentications/{id}/cancel", { params: { path: { id: run.id } } }));
    onDone();
  });
  if (!isLive(run) && run.status !== "filled") return <ErrorNotice error={cancel.error} />;
  return (
    <>
      <ErrorNotice error={cancel.error} />
      <Button kind="danger" busy={cancel.isBusy} onClick={() => void cancel.run()}>
        {run.status === "filled" ? texts.empty : texts.cancel}
      </Button>
    </>
  );
}

function FactsOf({ run }: { readonly run: Run }) {
  const { credentialId, status, mode, host, matchedPattern, durationMs } = run;
  const credential = useResource(hasScope("credentials:read") ? credentialId : null, (signal) =>
    asked(api.GET("/api/v1/credentials/{id}", { params: { path: { id: credentialId } }, signal })),
  );
  return (
    <Facts
      of={[
        [
          texts.status,
          <Badge key="status" tone={TONES[status]}>
            {texts.statuses[status]}
          </Badge>,
        ],
        [
          texts.credential,
          hasScope("credentials:read") ? (
            <a key="credential" href={`/console/credentials/${credentialId}`}>
              {credential.value?.name ?? credentialId}
            </a>
          ) : (
            <code key="credential">{credentialId}</code>
          ),
        ],
        [texts.mode, texts.modes[mode]],
        [texts.host, host && <code>{host}</code>],
        [texts.pattern, matchedPattern && <code>{matchedPattern}</code>],
        [texts.version, run.vaultVersion],
        [texts.started, <Time key="started" at={run.startedAt} />],
        [texts.duration, durationMs === null ? texts.goesOn : durationText(durationMs)],
        [texts.id, <code key="id">{run.id}</code>],
      ]}
    />
  );
}
