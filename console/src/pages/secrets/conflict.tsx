import type { ComponentChildren } from "preact";
import { secret as texts } from "#texts/secret.ts";
import type { ApiError } from "../../api/error.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";

const { conflict } = texts;

/** Was a write refused because another came before it? */
export const isOvertaken = ({ status, code }: ApiError): boolean => status === 412 || code === "version_conflict";

/** Somebody else changed it meanwhile: what they did, and whether that or one's own is to stay. */
export function Conflict(props: {
  readonly text: string;
  readonly onTake: () => void;
  readonly onMine: () => void;
  /** What they changed. */
  readonly children: ComponentChildren;
}) {
  return (
    <Notice kind="warning">
      <h3>{conflict.title}</h3>
      <p>{props.text}</p>
      <p>{conflict.theirs}:</p>
      <div class="conflict-changes">{props.children}</div>
      <div class="actions">
        <Button kind="main" onClick={props.onMine}>
          {conflict.mine}
        </Button>
        <Button onClick={props.onTake}>{conflict.take}</Button>
        <span class="small">{conflict.mineWhy}</span>
      </div>
    </Notice>
  );
}
