import { useEffect, useState } from "preact/hooks";
import { access } from "#texts/access.ts";
import { policies as texts } from "#texts/policies.ts";
import { api, asked } from "../../../api/client.ts";
import { useQuery } from "../../../data/query.ts";
import { useResource } from "../../../data/resource.ts";
import { CheckField, Form, SelectField, TextField } from "../../../parts/form.tsx";
import { Loading } from "../../../parts/notice.tsx";
import { Page } from "../../../parts/page.tsx";
import { type FaultOf, faultsOf } from "../common/faults.ts";
import { useKnownIdentities } from "../common/known.ts";
import { bodyOf, filtersOf, isWhole, type Question, questionFrom } from "./question.ts";
import { PERMISSIONS } from "./types.ts";
import { VerdictNotice } from "./verdict.tsx";

const words = texts.tester;

/** What somebody would be answered on a path. The question is the address of the page; the answer is asked anew each time. */
export default function PolicyTester() {
  const query = useQuery();
  const asking = questionFrom(query.get);
  const key = JSON.stringify(asking);
  const verdict = useResource(isWhole(asking) ? key : null, (signal) =>
    asked(api.POST("/v1/policies/test", { body: bodyOf(asking), signal })),
  );
  const [question, setQuestion] = useState(asking);
  // Back leads to the question before, in the fields too.
  useEffect(() => setQuestion(asking), [key]);
  const ask = () => {
    if (JSON.stringify(question) === key) verdict.reload();
    else query.set(filtersOf(question), "push");
  };
  return (
    <Page title={words.title} lead={words.lead} crumbs={[{ text: texts.title, href: "/console/policies" }]}>
      <Form
        action={{ isBusy: verdict.isLoading, error: verdict.error }}
        submit={words.submit}
        disabled={!isWhole(question)}
        onSubmit={ask}
      >
        <QuestionFields
          question={question}
          change={(changes) => setQuestion({ ...question, ...changes })}
          fault={faultsOf(verdict.error)}
        />
      </Form>
      {!isWhole(asking) && <p class="lead">{words.ask}</p>}
      {verdict.isLoading && <Loading />}
      {verdict.value && !verdict.isLoading && !verdict.error && <VerdictNotice verdict={verdict.value} />}
    </Page>
  );
}

function QuestionFields(props: {
  readonly question: Question;
  readonly change: (changes: Partial<Question>) => void;
  readonly fault: FaultOf;
}) {
  const { question, change, fault } = props;
  const known = useKnownIdentities();
  return (
    <>
      <div class="fields">
        <TextField
          label={access.identity}
          value={question.identity}
          onInput={(identity) => change({ identity })}
          isCode
          list={known.value ?? []}
          hint={words.identityHint}
          fault={fault("identity_id")}
        />
        <SelectField
          label={words.permission}
          value={question.permission}
          onChange={(value) => change({ permission: PERMISSIONS.find((one) => one === value) ?? "read" })}
          options={PERMISSIONS.map((one) => [one, one === "admin" ? "admin" : `${one}: ${texts.permissionNames[one]}`])}
        />
      </div>
      <TextField
        label={words.path}
        value={question.path}
        onInput={(path) => change({ path })}
        isCode
        fault={fault("path")}
      />
      <details open={question.ip !== "" || question.mfa || question.at !== ""}>
        <summary>{words.circumstances}</summary>
        <div class="fields circumstances">
          <TextField
            label={words.ip}
            value={question.ip}
            onInput={(ip) => change({ ip })}
            isCode
            isOptional
            fault={fault("context.source_ip")}
          />
          <TextField
            label={words.at}
            type="datetime-local"
            value={question.at}
            onInput={(at) => change({ at })}
            isOptional
            hint={words.atHint}
            fault={fault("context.timestamp")}
          />
        </div>
        <CheckField label={words.mfa} checked={question.mfa} onChange={(mfa) => change({ mfa })} />
      </details>
    </>
  );
}
