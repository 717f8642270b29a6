import { useEffect, useState } from "preact/hooks";
import { match as texts } from "#texts/broker-logins.ts";
import { refusals } from "#texts/broker-words.ts";
import { useQuery } from "../../../data/query.ts";
import { Badges } from "../../../parts/badge.tsx";
import { Form, TextField } from "../../../parts/form.tsx";
import { Empty, ErrorNotice, Loading, Notice } from "../../../parts/notice.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { Progress } from "../../../parts/progress.tsx";
import { WindowedList } from "../../../parts/windowed-list.tsx";
import { faultOf } from "../faults.ts";
import { type Trial, useTrial } from "./tester.ts";
import { allowedOf, type RefusedRow, refusedRows, type Verdict, withoutQuery } from "./verdicts.ts";

const ROW_HEIGHT = 44;
const NO_ACTION = { isBusy: false, error: undefined };

/** Which credentials a page would get, and why not the others. Only the host rule is tried: no vault is asked, and no value is read. */
export default function MatchTester() {
  const query = useQuery();
  const url = withoutQuery(query.get("url"));
  const trial = useTrial(url);
  return (
    <Page title={texts.title} lead={texts.lead}>
      <AddressForm url={url} fault={faultOf(trial?.error, "url")} onTry={(next) => query.set({ url: next }, "push")} />
      {trial === undefined ? <Empty title={texts.start} text={texts.startText} /> : <Outcome trial={trial} />}
    </Page>
  );
}

function AddressForm(props: { readonly url: string; readonly fault: string | undefined; onTry(url: string): void }) {
  const [typed, setTyped] = useState(props.url);
  // Back brings another address: then it stands here too.
  useEffect(() => setTyped(props.url), [props.url]);
  return (
    <Form
      action={NO_ACTION}
      submit={texts.submit}
      disabled={withoutQuery(typed) === ""}
      onSubmit={() => props.onTry(withoutQuery(typed))}
    >
      <TextField
        label={texts.url}
        type="url"
        isCode
        value={typed}
        onInput={setTyped}
        hint={texts.urlHint}
        fault={props.fault}
      />
    </Form>
  );
}

function Outcome({ trial }: { readonly trial: Trial }) {
  const { verdicts, total, isOver, pauseMs, error } = trial;
  if (error?.fields.url !== undefined) return <Notice kind="warning">{texts.noPage}</Notice>;
  if (error) return <ErrorNotice error={error} />;
  if (total === null) return pauseMs === undefined ? <Loading /> : <Notice>{texts.pause(pauseMs / 1000)}</Notice>;
  if (total === 0) return <Empty title={texts.noCredentials} text={texts.noCredentialsText} />;
  return (
    <div class="match">
      {!isOver && <Progress label={texts.progress(verdicts.length, total)} done={verdicts.length} of={total} />}
      {pauseMs !== undefined && <Notice>{texts.pause(pauseMs / 1000)}</Notice>}
      <Allowed of={allowedOf(verdicts)} isOver={isOver} />
      <Refused of={refusedRows(verdicts)} />
      {isOver && <p class="small">{texts.seen}</p>}
    </div>
  );
}

function Allowed({ of, isOver }: { readonly of: readonly Verdict[]; readonly isOver: boolean }) {
  if (of.length === 0 && !isOver) return null;
  return (
    <Section title={texts.allowed(of.length)}>
      {of.length > 0 && (
        <WindowedList
          label={texts.allowed(of.length)}
          rows={of}
          rowHeight={ROW_HEIGHT}
          keyOf={({ credential }) => credential.id}
          row={({ credential, matched }) => (
            <>
              <a href={`/console/credentials/${credential.id}`}>{credential.name}</a>
              <code class="extra">{credential.vaultPath}</code>
              <span class="small">{texts.by(matched.matchedPattern ?? "")}</span>
            </>
          )}
        />
      )}
      {of.length === 0 && <Notice kind="warning">{texts.nothing}</Notice>}
    </Section>
  );
}

function Refused({ of }: { readonly of: readonly RefusedRow[] }) {
  const count = of.filter((row) => "verdict" in row).length;
  if (count === 0) return null;
  return (
    <Section title={texts.refused(count)}>
      <WindowedList
        label={texts.refused(count)}
        rows={of}
        rowHeight={ROW_HEIGHT}
        keyOf={(row) => ("verdict" in row ? row.verdict.credential.id : row.reason)}
        row={(row) =>
          "verdict" in row ? (
            <>
              <a href={`/console/credentials/${row.verdict.credential.id}`}>{row.verdict.credential.name}</a>
              <Badges of={row.verdict.credential.allowedDomains.slice(0, 5)} />
            </>
          ) : (
            <strong>{texts.reason(refusals[row.reason] ?? row.reason, row.count)}</strong>
          )
        }
      />
    </Section>
  );
}
