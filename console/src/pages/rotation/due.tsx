import { rotation } from "#texts/rotation.ts";
import { api, asked } from "../../api/client.ts";
import type { Query } from "../../data/query.ts";
import { useResource } from "../../data/resource.ts";
import { Badge } from "../../parts/badge.tsx";
import { SelectField } from "../../parts/form.tsx";
import { Empty, Loaded, Notice } from "../../parts/notice.tsx";
import { Table } from "../../parts/table.tsx";
import { Time } from "../../parts/time.tsx";
import { hasScope } from "../../session/scopes.ts";
import { secretHref } from "../../shell/addresses.ts";
import { hoursToEndOf } from "./calendar.ts";
import { type DueSecret, PAGE, readDue } from "./due-secrets.ts";
import { Calendar } from "./month.tsx";

const SPANS = ["24", "168", "744", "2208", "8760"] as const;
const DEFAULT_SPAN = "744";

export function Due({ query }: { readonly query: Query }) {
  const texts = rotation.due;
  const isCalendar = query.get("as") === "calendar";
  // A month that is looked at is shown whole, however little of it the list would show.
  const within = isCalendar ? hoursToEndOf(query.get("month"), Date.now()) : query.get("within") || DEFAULT_SPAN;
  const policyId = query.get("policy");
  const found = useResource(`due ${within} ${policyId}`, (signal) => readDue(Number(within), policyId, signal));
  const policies = useResource(hasScope("admin") ? "policies" : null, (signal) =>
    asked(api.GET("/v1/rotation/policies", { params: { query: { limit: PAGE } }, signal })),
  );
  return (
    <>
      <div class="filters">
        <SelectField
          label={texts.views}
          value={isCalendar ? "calendar" : "list"}
          onChange={(as) => query.set({ as: as === "list" ? "" : as })}
          options={[
            ["list", texts.list],
            ["calendar", texts.calendar],
          ]}
        />
        {!isCalendar && (
          <SelectField
            label={texts.within}
            value={within}
            onChange={(hours) => query.set({ within: hours === DEFAULT_SPAN ? "" : hours })}
            options={SPANS.map((hours) => [hours, texts.spans[hours]] as const)}
          />
        )}
        <SelectField
          label={texts.policy}
          value={policyId}
          onChange={(policy) => query.set({ policy })}
          options={[["", texts.anyPolicy], ...(policies.value?.data ?? []).map(({ id, name }) => [id, name] as const)]}
        />
      </div>
      <Loaded from={found}>
        {({ due, isCut }) => (
          <>
            {isCut && <Notice kind="warning">{texts.partOf}</Notice>}
            {due.length === 0 && !isCalendar && <Empty title={texts.empty} text={texts.emptyHint} />}
            {isCalendar && <Calendar query={query} due={due} />}
            {due.length > 0 && !isCalendar && <DueTable due={due} />}
          </>
        )}
      </Loaded>
    </>
  );
}

function DueTable({ due }: { readonly due: readonly DueSecret[] }) {
  const texts = rotation.due;
  return (
    <Table
      label={texts.label}
      rows={due}
      keyOf={({ secret_path, policy_id }) => `${secret_path} ${policy_id}`}
      columns={[
        { title: texts.secret, cell: ({ secret_path }) => <a href={secretHref(secret_path)}>{secret_path}</a> },
        {
          title: texts.policy,
          cell: ({ policy_id, policy_name }) => <a href={`/console/rotation/policies/${policy_id}`}>{policy_name}</a>,
        },
        {
          title: texts.when,
          cell: ({ due_at, overdue }) => (
            <span class="badges">
              <Time at={due_at} /> {overdue && <Badge tone="warning">{texts.overdue}</Badge>}
            </span>
          ),
        },
      ]}
    />
  );
}
