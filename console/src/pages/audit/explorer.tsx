import { useMemo, useState } from "preact/hooks";
import { audit } from "#texts/audit.ts";
import { useQuery } from "../../data/query.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Page } from "../../parts/page.tsx";
import { hasScope } from "../../session/scopes.ts";
import { Activity } from "./activity.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { FilterForm } from "./filter-form.tsx";
import { filtersIn } from "./filters.ts";
import { LogList, useLog } from "./log-list.tsx";

/** The log: what happened when, by whom and from where, narrowed down by what the address says. */
export default function Explorer() {
  const query = useQuery();
  const [isExporting, setExporting] = useState(false);
  const key = JSON.stringify(filtersIn(query.get));
  const filters = useMemo(() => filtersIn(query.get), [key]);
  const pages = useLog(filters);
  return (
    <Page
      title={audit.title}
      lead={audit.lead}
      actions={
        <>
          <ButtonLink href="/console/audit/verify">{audit.verify}</ButtonLink>
          {hasScope("audit:export") && <Button onClick={() => setExporting(true)}>{audit.export.open}</Button>}
        </>
      }
    >
      <FilterForm filters={filters} query={query} error={pages.error} />
      <Activity filters={filters} />
      <LogList key={key} filters={filters} pages={pages} />
      {isExporting && <ExportDialog filters={filters} onClose={() => setExporting(false)} />}
    </Page>
  );
}
