import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Operation } from "../model/operations.ts";
import { addressOf, type Filled, keyOf, missingIn, type Request } from "../model/request.ts";
import { Code } from "./code.tsx";

interface Props {
  readonly operation: Operation;
  readonly filled: Filled;
  readonly onFilled: (filled: Filled) => void;
  readonly request: Request;
  readonly token: string;
  readonly children: ComponentChildren;
}

/** Sends what was filled in to this deployment, and shows what it answers as text. */
export function TryIt({ operation, filled, onFilled, request, token, children }: Props) {
  const [answer, setAnswer] = useState<{ readonly title: string; readonly text: string }>();
  const [isBusy, setBusy] = useState(false);
  const missing = missingIn(operation, filled);
  const send = async () => {
    setBusy(true);
    setAnswer(await ask(request, token));
    setBusy(false);
  };
  return (
    <section>
      <h2>Try it</h2>
      <details class="try">
        <summary>Fill in and send</summary>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          {children}
          <ParameterFields operation={operation} filled={filled} onFilled={onFilled} />
          {operation.body && (
            <div class="field">
              <label for="body">Body</label>
              <textarea
                id="body"
                class="code"
                rows={8}
                spellcheck={false}
                value={filled.body}
                onInput={({ currentTarget }) => onFilled({ ...filled, body: currentTarget.value })}
              />
            </div>
          )}
          <button type="submit" class="send" disabled={isBusy || missing.length > 0}>
            Send {request.method.toUpperCase()}
          </button>
          {missing.length > 0 && <p class="hint">Still empty: {missing.join(", ")}</p>}
        </form>
        <div role="status">{answer && <Code label={answer.title} text={answer.text} />}</div>
      </details>
    </section>
  );
}

function ParameterFields({ operation, filled, onFilled }: Pick<Props, "operation" | "filled" | "onFilled">) {
  return (
    <div class="fields">
      {operation.parameters.map((parameter) => {
        const key = keyOf(parameter);
        return (
          <div key={key} class="field">
            <label for={key}>
              {parameter.name} {parameter.required && <span class="required">required</span>}
            </label>
            <input
              id={key}
              class="code"
              autocomplete="off"
              spellcheck={false}
              value={filled.parameters[key] ?? ""}
              onInput={({ currentTarget }) =>
                onFilled({ ...filled, parameters: { ...filled.parameters, [key]: currentTarget.value } })
              }
            />
          </div>
        );
      })}
    </div>
  );
}

/** Without cookies: a session of the console's at this host must not answer for the token. */
async function ask(request: Request, token: string): Promise<{ readonly title: string; readonly text: string }> {
  const { method, headers, body, takesToken } = request;
  try {
    const answer = await fetch(addressOf(request), {
      method: method.toUpperCase(),
      headers: {
        ...headers,
        ...(takesToken && token !== "" ? { Authorization: `Bearer ${token}` } : {}),
        ...(body ? { "Content-Type": body.type } : {}),
      },
      ...(body ? { body: body.text } : {}),
      credentials: "omit",
      redirect: "error",
    });
    return { title: `Answer: ${answer.status}`, text: readable(await answer.text()) };
  } catch {
    return {
      title: "No answer",
      text: "The request did not reach the server, or a header can't be sent as it was typed.",
    };
  }
}

/** JSON is laid out only where that changes nothing: a number that JavaScript can't hold would lose digits. */
function readable(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, undefined, 2) : text;
  } catch {
    return text;
  }
}
