import { bulk } from "#texts/bulk.ts";
import { common } from "#texts/common.ts";
import { Badge, type Tone } from "../../parts/badge.tsx";
import { Notice } from "../../parts/notice.tsx";
import { WindowedList } from "../../parts/windowed-list.tsx";
import { secretHref } from "../../shell/addresses.ts";
import type { Change, FieldChanges, Planned } from "./plan.ts";

const TONES: Readonly<Record<Change, Tone>> = { new: "good", changed: "warning", same: "plain", refused: "bad" };
const ORDER = ["new", "changed", "same", "refused"] as const;

/** What would happen to each path, by the names of its fields. */
export function Preview({ plan }: { readonly plan: readonly Planned[] }) {
  if (plan.length === 0) return <Notice>{bulk.nothing}</Notice>;
  return (
    <>
      <p class="badges">
        {ORDER.map((change) => (
          <Badge key={change} tone={TONES[change]}>
            {common.count(plan.filter((one) => one.change === change).length)} {bulk.counts[change]}
          </Badge>
        ))}
      </p>
      <WindowedList
        label={bulk.preview}
        rows={plan}
        rowHeight={44}
        keyOf={({ path, reason }) => `${path} ${reason ?? ""}`}
        row={(one) => (
          <>
            <Badge tone={TONES[one.change]}>{bulk.counts[one.change]}</Badge>
            {one.change === "changed" || one.change === "same" ? (
              <a href={secretHref(one.path)} target="_blank" rel="noreferrer">
                {one.path}
              </a>
            ) : (
              <code>{one.path}</code>
            )}
            <span class="small cut">{one.reason ?? fieldsText(one.fields)}</span>
          </>
        )}
      />
    </>
  );
}

const fieldsText = ({ added, changed, removed }: FieldChanges): string =>
  [
    added.length > 0 && bulk.added(added.join(", ")),
    changed.length > 0 && bulk.changed(changed.join(", ")),
    removed.length > 0 && bulk.removed(removed.join(", ")),
  ]
    .filter(Boolean)
    .join("; ");
