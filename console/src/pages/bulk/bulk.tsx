import { useState } from "preact/hooks";
import { bulk as texts } from "#texts/bulk.ts";
import { common } from "#texts/common.ts";
import { Button } from "../../parts/button.tsx";
import { CheckField, Form, SelectField, TextField } from "../../parts/form.tsx";
import { ErrorNotice, Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Progress } from "../../parts/progress.tsx";
import { hasScope } from "../../session/scopes.ts";
import { FileDrop } from "./file-drop.tsx";
import { useLooking } from "./looking.ts";
import type { Planned } from "./plan.ts";
import { Preview } from "./preview.tsx";
import { useSaving } from "./saving.ts";
import { FORMATS } from "./source.ts";

const FORMAT_CHOICES = ["auto", ...FORMATS] as const;
type Choice = (typeof FORMAT_CHOICES)[number];
const isChoice = (text: string): text is Choice => FORMAT_CHOICES.some((one) => one === text);

/** Many secrets from one text: what would change is shown first, by names; then it is saved, with progress. */
export default function Bulk() {
  const [text, setText] = useState("");
  const [choice, setChoice] = useState<Choice>("auto");
  const [to, setTo] = useState("");
  const [keeps, setKeeps] = useState(true);
  const saving = useSaving();
  const { fault, toFault, setFault, looked, plan, preview, ...looking } = useLooking({
    text,
    format: choice,
    to,
    keeps,
  });
  const forget = () => {
    looking.forget();
    saving.clear();
  };
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      forget();
      set(value);
    };
  const look = () => {
    forget();
    void preview.run();
  };
  const missing = (["secrets:read", "secrets:write"] as const).filter((scope) => !hasScope(scope));
  return (
    <Page title={texts.title} lead={texts.lead}>
      {missing.length > 0 && <Notice>{texts.needs(missing.join(", "))}</Notice>}
      <Form
        action={preview}
        submit={texts.preview}
        disabled={text.trim() === "" || !hasScope("secrets:read")}
        onSubmit={look}
      >
        <FileDrop onText={change(setText)} onFault={setFault}>
          <TextField
            label={texts.text}
            hint={texts.textHint}
            rows={10}
            isCode
            value={text}
            onInput={change(setText)}
            fault={fault}
          />
        </FileDrop>
        <Where choice={choice} setChoice={change(setChoice)} to={to} setTo={change(setTo)} toFault={toFault} />
        <CheckField label={texts.keep} checked={keeps} onChange={change(setKeeps)} />
      </Form>
      {preview.isBusy && looked.of > 0 && (
        <Progress
          label={texts.reading(common.count(looked.done), common.count(looked.of))}
          done={looked.done}
          of={looked.of}
        />
      )}
      {plan && <Preview plan={plan} />}
      {plan && <Save plan={plan} saving={saving} again={look} />}
    </Page>
  );
}

/** What the text is, and where its values go. */
function Where(props: {
  readonly choice: Choice;
  readonly setChoice: (choice: Choice) => void;
  readonly to: string;
  readonly setTo: (to: string) => void;
  readonly toFault: string | undefined;
}) {
  return (
    <div class="fields">
      <SelectField
        label={texts.format}
        value={props.choice}
        onChange={(value) => isChoice(value) && props.setChoice(value)}
        options={FORMAT_CHOICES.map((one) => [one, texts.formats[one]] as const)}
      />
      <TextField
        label={texts.to}
        hint={texts.toHint}
        isCode
        value={props.to}
        onInput={props.setTo}
        fault={props.toFault}
        isOptional
      />
    </div>
  );
}

function Save(props: {
  readonly plan: readonly Planned[];
  readonly saving: ReturnType<typeof useSaving>;
  readonly again: () => void;
}) {
  const { plan, saving } = props;
  const { state, done, of, failed } = saving.saving;
  const todo = plan.filter(({ change }) => change === "new" || change === "changed").length;
  if (plan.length === 0) return null;
  if (state === "before")
    return todo === 0 ? (
      <Notice kind="good">{texts.nothingToDo}</Notice>
    ) : (
      <div class="actions">
        <Button kind="main" disabled={!hasScope("secrets:write")} onClick={() => void saving.start(plan)}>
          {texts.save(common.count(todo))}
        </Button>
      </div>
    );
  return (
    <>
      <Progress label={texts.saving(common.count(done), common.count(of))} done={done + failed.length} of={of} />
      {state === "saving" && <Button onClick={saving.stop}>{texts.stop}</Button>}
      {state === "over" && done === of && <Notice kind="good">{texts.done(common.count(done))}</Notice>}
      {state === "over" && done < of && (
        <Notice kind="warning">{texts.stopped(common.count(done), common.count(of))}</Notice>
      )}
      {failed.length > 0 && <h2>{texts.failed}</h2>}
      {failed.slice(0, 20).map(({ path, error }) => (
        <div key={path}>
          <code>{path}</code> {error.status === 412 && <span class="small">{texts.faster}</span>}
          <ErrorNotice error={error} />
        </div>
      ))}
      {state === "over" && <Button onClick={props.again}>{texts.again}</Button>}
    </>
  );
}
