import { secret as texts } from "#texts/secret.ts";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/page.tsx";
import { hasScope } from "../../session/scopes.ts";
import { EditRecord } from "./edit-record.tsx";
import { EditValue } from "./edit-value.tsx";
import type { TabProps } from "./place.ts";
import { mayChange } from "./rights.ts";

const { edit } = texts;

/** The value and what describes it are saved apart: only a new value is a new version. */
export function EditTab(props: TabProps) {
  if (!mayChange(props.place.of, "secrets:write"))
    return <Notice>{hasScope("secrets:write") ? edit.noPartnerWrite : edit.noWrite}</Notice>;
  return (
    <>
      <Section title={edit.valueTitle}>
        <EditValue {...props} />
      </Section>
      <Section title={edit.recordTitle}>
        <EditRecord {...props} />
      </Section>
    </>
  );
}
