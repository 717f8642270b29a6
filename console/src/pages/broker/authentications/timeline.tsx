import { authentications as texts } from "#texts/broker-logins.ts";
import { Badge } from "../../../parts/badge.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Time } from "../../../parts/time.tsx";
import { detailLines } from "../detail-text.ts";
import type { Run } from "../records.ts";
import { Remedy } from "../told.tsx";
import { isLive } from "./words.ts";

/** What a run did, in its order, and where it is or how it ended. */
export function Timeline({ run }: { readonly run: Run }) {
  return (
    <>
      <ol class="timeline" aria-label={texts.timeline} aria-live="polite">
        <li>
          {texts.began} <Time at={run.startedAt} />
        </li>
        {run.steps.map(({ step, outcome }, at) => (
          // A run's steps only grow.
          <li key={`${at} ${step}`}>
            {texts.steps[step]} <Badge>{texts.outcomes[outcome]}</Badge>
          </li>
        ))}
        <li class={isLive(run) ? "now" : "end"}>
          {isLive(run) ? (
            texts.now[run.status === "paused" ? "paused" : "running"]
          ) : (
            <>
              {texts.ends[run.status]} <Time at={run.endedAt} />
            </>
          )}
        </li>
      </ol>
      <Ended run={run} />
    </>
  );
}

function Ended({ run }: { readonly run: Run }) {
  const { code, verdict, details = {} } = run;
  const verdictText = verdict && <p>{texts.verdicts[verdict]}</p>;
  return (
    <>
      {code === null && verdictText && (
        <Notice kind={run.status === "paused" ? "warning" : "good"}>{verdictText}</Notice>
      )}
      <Remedy code={code} kind={run.status === "failed" ? "bad" : "info"}>
        {code !== verdict && verdictText}
      </Remedy>
      {typeof details.missing === "string" && <Notice kind="warning">{texts.missing(details.missing)}</Notice>}
      {Object.keys(details).length > 0 && (
        <dl class="facts">
          {Object.entries(details).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              {detailLines(value).map((line, at) => (
                // What a run says of its end changes no more.
                <dd key={at}>
                  <code>{line}</code>
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
