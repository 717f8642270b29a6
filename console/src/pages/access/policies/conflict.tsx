import { useEffect, useRef } from "preact/hooks";
import { access } from "#texts/access.ts";
import { policies as texts } from "#texts/policies.ts";
import { Button } from "../../../parts/button.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { changedFields, type PolicyField, rulesBetween } from "./changes.ts";
import { RulesTable } from "./rules-table.tsx";
import { contentOf, type PolicyContent, type ReadPolicy } from "./types.ts";

const words = texts.conflict;

/**
 * What the others changed meanwhile, and the choice between theirs and one's own on top of it. It takes the focus: the form before it
 * may be long.
 */
export function ConflictNotice(props: {
  readonly base: ReadPolicy;
  readonly theirs: ReadPolicy;
  /** As the form says it now. */
  readonly mine: PolicyContent;
  readonly isBusy: boolean;
  readonly onApply: () => void;
  readonly onTakeTheirs: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const base = contentOf(props.base.policy);
  const theirs = contentOf(props.theirs.policy);
  const changed = changedFields(base, theirs);
  const mine = changedFields(base, props.mine);
  useEffect(() => heading.current?.focus(), [props.theirs.etag]);
  return (
    <Notice kind="warning">
      <h2 ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      <p>{changed.length === 0 ? `${words.text} ${words.none}` : words.text}</p>
      {changed.map((field) => (
        <FieldChange key={field} field={field} base={base} theirs={theirs} />
      ))}
      <p>{words.applyText(mine.map((field) => words.fields[field]).join(", "))}</p>
      {mine.includes("rules") && changed.includes("rules") && <p>{words.rulesText}</p>}
      <div class="actions">
        <Button onClick={props.onTakeTheirs}>{words.take}</Button>
        <Button kind="main" busy={props.isBusy} onClick={props.onApply}>
          {words.apply}
        </Button>
      </div>
    </Notice>
  );
}

function FieldChange(props: {
  readonly field: PolicyField;
  readonly base: PolicyContent;
  readonly theirs: PolicyContent;
}) {
  const { field, base, theirs } = props;
  if (field === "rules") {
    const { added, removed } = rulesBetween(base.rules, theirs.rules);
    return (
      <div class="conflict-rules">
        {added.length > 0 && <h3>{words.added}</h3>}
        {added.length > 0 && <RulesTable label={words.added} rules={added} />}
        {removed.length > 0 && <h3>{words.removed}</h3>}
        {removed.length > 0 && <RulesTable label={words.removed} rules={removed} />}
      </div>
    );
  }
  const shown = (value: string | boolean | null): string =>
    typeof value === "boolean" ? (value ? access.active : access.inactive) : (value ?? words.empty);
  return (
    <p>
      {words.fields[field]}: {words.was} <del>{shown(base[field])}</del>, {words.is} <ins>{shown(theirs[field])}</ins>
    </p>
  );
}
