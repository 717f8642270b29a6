import { useEffect, useRef, useState } from "preact/hooks";
import { audit } from "#texts/audit.ts";
import { auditVerify as texts } from "#texts/audit-verify.ts";
import { useQuery } from "../../data/query.ts";
import { useAction } from "../../data/resource.ts";
import { CheckField, Form, TextField } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Progress } from "../../parts/progress.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { hasScope } from "../../session/scopes.ts";
import { FileChoice } from "./file-choice.tsx";
import { type Told, type Verified, verifyExport } from "./verification.ts";
import { VerifyResult } from "./verify-result.tsx";

/** The proof that the log is whole: of the log as it is, or of a file that somebody has. */
export default function Verify() {
  const query = useQuery();
  const isFile = query.get("of") === "file";
  return (
    <Page title={texts.title} lead={texts.lead} crumbs={[{ text: audit.title, href: "/console/audit" }]}>
      <Tabs
        label={texts.sources}
        query={query}
        name="of"
        tabs={[
          ["log", texts.log],
          ["file", texts.file],
        ]}
      />
      <Verification key={String(isFile)} isFile={isFile} />
    </Page>
  );
}

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

function Verification({ isFile }: { readonly isFile: boolean }) {
  const [file, setFile] = useState<File>();
  const [before, setBefore] = useState("");
  const [head, setHead] = useState("");
  const [isServerAsked, setServerAsked] = useState(true);
  const [progress, setProgress] = useState<Told>();
  const [verified, setVerified] = useState<Verified>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const run = useAction(async () => {
    abort.current = new AbortController();
    setVerified(undefined);
    setProgress(undefined);
    setVerified(await verifyExport({ file, before, head, isServerAsked }, abort.current.signal, setProgress));
  });
  const isGiven = (text: string) => text === "" || isHash(text);
  const isReady = isGiven(before) && isGiven(head) && (isFile ? file !== undefined : mayExport());
  return (
    <>
      <Form
        action={run}
        submit={texts.submit}
        disabled={!isReady}
        onSubmit={() => void run.run()}
        {...(run.isBusy && { onCancel: () => abort.current?.abort() })}
      >
        {isFile ? <FileChoice file={file} onChoose={setFile} /> : <WholeLog />}
        <details class="disclosure">
          <summary>{texts.options}</summary>
          <div class="form">
            {isFile && <Hash label={texts.before} hint={texts.beforeHint} value={before} onInput={setBefore} />}
            <Hash label={texts.head} hint={texts.headHint} value={head} onInput={setHead} />
          </div>
        </details>
        <CheckField label={texts.server} hint={texts.serverHint} checked={isServerAsked} onChange={setServerAsked} />
        {run.isBusy && <Running told={progress} />}
      </Form>
      {verified && <VerifyResult verified={verified} />}
    </>
  );
}

const mayExport = (): boolean => hasScope("audit:export");

function WholeLog() {
  return mayExport() ? <p>{texts.logText}</p> : <Notice kind="warning">{texts.noExport}</Notice>;
}

function Hash(props: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}) {
  const { value, onInput } = props;
  const fault = value === "" || isHash(value) ? undefined : texts.hashFault;
  return <TextField {...props} isCode isOptional fault={fault} onInput={(text) => onInput(text.trim())} />;
}

function Running({ told }: { readonly told: Told | undefined }) {
  if (told === undefined) return <Progress label={texts.running.rows(0)} />;
  const label = texts.running[told.step](told.rows);
  return told.of === undefined ? <Progress label={label} /> : <Progress label={label} done={told.done} of={told.of} />;
}
