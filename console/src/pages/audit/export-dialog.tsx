import { useEffect, useRef, useState } from "preact/hooks";
import { audit } from "#texts/audit.ts";
import { useAction } from "../../data/resource.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Form, SelectField } from "../../parts/form.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Progress } from "../../parts/progress.tsx";
import { type ExportEnd, exportFile, saveFile, sizeText } from "./export-file.ts";
import { exportBody, type FilterName, type Filters, isWhole } from "./filters.ts";

const texts = audit.export;

/** Takes the log out, as the page's filters have it. To close the dialog gives the export up. */
export function ExportDialog({ filters, onClose }: { readonly filters: Filters; readonly onClose: () => void }) {
  const [format, setFormat] = useState<"jsonl" | "csv">("jsonl");
  const [done, setDone] = useState({ lines: 0, bytes: 0 });
  const [end, setEnd] = useState<ExportEnd>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const run = useAction(async () => {
    abort.current = new AbortController();
    setEnd(undefined);
    setDone({ lines: 0, bytes: 0 });
    const ended = await exportFile(exportBody(filters, format), abort.current.signal, (lines, bytes) =>
      setDone({ lines, bytes }),
    );
    setEnd(ended);
    if (ended.ended === "there") saveFile(ended.file);
  });
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <Form
        action={run}
        submit={end ? texts.again : texts.submit}
        onSubmit={() => void run.run()}
        onCancel={run.isBusy ? () => abort.current?.abort() : onClose}
      >
        <p>{texts.text}</p>
        <p>{isWhole(filters) ? texts.whole : texts.withFilters(namesOf(filters))}</p>
        <SelectField
          label={texts.format}
          value={format}
          onChange={(chosen) => setFormat(chosen === "csv" ? "csv" : "jsonl")}
          disabled={run.isBusy}
          options={[
            ["jsonl", texts.jsonl],
            ["csv", texts.csv],
          ]}
        />
        {run.isBusy && <Progress label={texts.running(done.lines, sizeText(done.bytes))} />}
        <Ended end={end} />
      </Form>
    </Dialog>
  );
}

const namesOf = (filters: Filters): string =>
  (Object.keys(filters) as FilterName[])
    .map((name) => (name === "action" ? audit.entry.columns.action : audit.filters[name]))
    .join(", ");

function Ended({ end }: { readonly end: ExportEnd | undefined }) {
  if (end === undefined) return null;
  if (end.ended !== "there")
    return <Notice kind="warning">{end.ended === "broken" ? texts.brokeOff : texts.cancelled}</Notice>;
  const { file } = end;
  return (
    <Notice kind="good">
      <p>{texts.done(file.name, file.lines, sizeText(file.blob.size))}</p>
      <div class="actions">
        <Button onClick={() => saveFile(file)}>{texts.save}</Button>
      </div>
    </Notice>
  );
}
