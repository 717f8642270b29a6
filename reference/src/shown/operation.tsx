import { useMemo, useState } from "preact/hooks";
import type { Schemas } from "../model/document.ts";
import { limitsText, typeText } from "../model/fields.ts";
import type { Operation, Refusal } from "../model/operations.ts";
import { filledAtFirst, requestOf } from "../model/request.ts";
import { LANGUAGES, type Language, sampleOf } from "../model/samples.ts";
import { Code } from "./code.tsx";
import { Body, FieldRow } from "./fields.tsx";
import { TokenField } from "./token-field.tsx";
import { TryIt } from "./try-it.tsx";
import { Words } from "./words.tsx";

interface Props {
  readonly operation: Operation;
  readonly schemas: Schemas;
  readonly server: string;
  readonly token: string;
  readonly onToken: (token: string) => void;
}

/** All about one operation. What is filled in stands in the samples at once. */
export function OperationView({ operation, schemas, server, token, onToken }: Props) {
  const [filled, setFilled] = useState(() => filledAtFirst(operation));
  const { summary, path, method, description, parameters, body, answers, refusals, isWebhook } = operation;
  const request = useMemo(() => requestOf(operation, filled), [operation, filled]);
  return (
    <article>
      <h1 tabIndex={-1}>{summary}</h1>
      <p class="address">
        <span class={`method ${method}`}>{isWebhook ? "event" : method}</span> <code>{path}</code>
      </p>
      {description !== "" && (
        <p>
          <Words text={description} />
        </p>
      )}
      {!isWebhook && <Samples sampled={(language) => sampleOf(language, request, server)} />}
      {parameters.length > 0 && (
        <section>
          <h2>{isWebhook ? "Headers" : "Parameters"}</h2>
          <dl class="fields-list">
            {parameters.map((parameter) => (
              <FieldRow
                key={`${parameter.in} ${parameter.name}`}
                schemas={schemas}
                field={{
                  name: parameter.name,
                  isRequired: parameter.required ?? false,
                  type: `${parameter.in}, ${typeText(parameter.schema, schemas)}`,
                  limits: limitsText(parameter.schema),
                  description: parameter.description ?? "",
                  inner: undefined,
                }}
              />
            ))}
          </dl>
        </section>
      )}
      {body && (
        <section>
          <h2>Body{body.isRequired ? "" : ", which may be left out"}</h2>
          <Body content={body.content} schemas={schemas} withExample={isWebhook} />
        </section>
      )}
      {!isWebhook && (
        <TryIt operation={operation} filled={filled} onFilled={setFilled} request={request} token={token}>
          {operation.takesToken && <TokenField token={token} onToken={onToken} />}
        </TryIt>
      )}
      <section>
        <h2>Answers</h2>
        {answers.map(({ status, description: text, content }) => (
          <section key={status} class="answer">
            <h3>
              {status}: <Words text={text} />
            </h3>
            <Body content={content} schemas={schemas} withExample={true} />
          </section>
        ))}
        {refusals.length > 0 && <Refusals refusals={refusals} />}
      </section>
    </article>
  );
}

function Samples({ sampled }: { readonly sampled: (language: Language) => string }) {
  const [language, setLanguage] = useState<Language>("curl");
  return (
    <section class="samples">
      <h2>Sample</h2>
      <fieldset class="languages">
        <legend class="visually-hidden">Language</legend>
        {LANGUAGES.map((each) => (
          <label key={each}>
            <input type="radio" name="language" checked={each === language} onChange={() => setLanguage(each)} />
            {each}
          </label>
        ))}
      </fieldset>
      <Code label={language} text={sampled(language)} />
    </section>
  );
}

/** All codes of an operation at once: their body is always the same. */
function Refusals({ refusals }: { readonly refusals: readonly Refusal[] }) {
  return (
    <section class="answer">
      <h3>Refusals</h3>
      <p class="small">
        One body for all of them; what a code means is told in <a href="/docs/errors.md">errors.md</a>.
      </p>
      <dl class="refusals">
        {refusals.map(({ status, codes }) => (
          <div key={status}>
            <dt>{status}</dt>
            <dd>
              {codes.map((code) => (
                <code key={code}>{code}</code>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
