import type { ComponentChildren } from "preact";
import { common } from "#texts/common.ts";
import { type ApiError, PAGE_FAULT } from "../api/error.ts";
import type { Resource } from "../data/resource.ts";
import { Button } from "./button.tsx";

type Kind = "info" | "good" | "warning" | "bad";

export function Notice({ kind = "info", children }: { readonly kind?: Kind; readonly children: ComponentChildren }) {
  return (
    <div class={`notice ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      {children}
    </div>
  );
}

/** A refusal: the API's own sentence, what it says of the fields, and the id by which its log knows the request. */
export function ErrorNotice({ error, retry }: { readonly error: ApiError | undefined; readonly retry?: () => void }) {
  if (error === undefined) return null;
  const fields = Object.entries(error.fields);
  return (
    <Notice kind="bad">
      <p>{messageOf(error)}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map(([name, reason]) => (
            <li key={name}>{common.field(name, reason)}</li>
          ))}
        </ul>
      )}
      <p class="small">
        <code>{error.code}</code> {error.requestId !== null && common.requestId(error.requestId)}
      </p>
      {retry && <Button onClick={retry}>{common.reload}</Button>}
    </Notice>
  );
}

/** One sentence. The API's own where it said one. */
export function messageOf(error: ApiError): string {
  if (error.code === "no_answer") return common.noAnswer;
  if (error.code === PAGE_FAULT) return common.pageFault;
  return error.message === "" ? common.unexpected(error.status) : error.message;
}

export function Loading() {
  return (
    <p class="loading" role="status">
      {common.loading}
    </p>
  );
}

/** There is nothing, and what to do next. */
export function Empty(props: { readonly title: string; readonly text?: string; readonly action?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{props.title}</p>
      {props.text && <p>{props.text}</p>}
      {props.action}
    </div>
  );
}

/** What is read, once it is there; until then that it is on its way, or why it is not. */
export function Loaded<T>({ from, children }: { readonly from: Resource<T>; children(value: T): ComponentChildren }) {
  if (from.value !== undefined)
    return (
      <>
        <ErrorNotice error={from.error} retry={from.reload} />
        {children(from.value)}
      </>
    );
  return from.error ? <ErrorNotice error={from.error} retry={from.reload} /> : <Loading />;
}
