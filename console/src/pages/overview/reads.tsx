import { useMemo } from "preact/hooks";
import { common } from "#texts/common.ts";
import { overview } from "#texts/overview.ts";
import { api, asked } from "../../api/client.ts";
import { useResource } from "../../data/resource.ts";
import { Card } from "../../parts/card.tsx";
import { Loaded } from "../../parts/notice.tsx";
import { PlotLater } from "../../parts/plot-later.tsx";
import { Table } from "../../parts/table.tsx";

interface Day {
  readonly day: string;
  readonly total_events: number;
  readonly failed_events: number;
  readonly reads: number;
}

export function Reads() {
  const texts = overview.reads;
  const found = useResource("reads", (signal) =>
    asked(api.GET("/v1/audit/summary", { params: { query: { by: "day" } }, signal })),
  );
  return (
    <Card title={texts.title} link={{ href: "/console/audit", text: overview.all }}>
      <Loaded from={found}>
        {({ days = [], total_events, failed_events }) =>
          total_events === 0 ? (
            <p>{texts.empty}</p>
          ) : (
            <>
              <p>
                {texts.total(
                  common.count(days.reduce((sum, { reads }) => sum + reads, 0)),
                  common.count(total_events),
                  common.count(failed_events),
                )}
              </p>
              <ReadsPlot days={days} />
              <details>
                <summary>{texts.table}</summary>
                <Table
                  label={texts.plot}
                  rows={days.toReversed()}
                  keyOf={({ day }) => day}
                  columns={[
                    { title: texts.day, cell: ({ day }) => <time>{day}</time> },
                    { title: texts.given, cell: ({ reads }) => common.count(reads), isNumber: true },
                    { title: texts.refused, cell: ({ failed_events: n }) => common.count(n), isNumber: true },
                  ]}
                />
              </details>
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

function ReadsPlot({ days }: { readonly days: readonly Day[] }) {
  const { plot, given, refused } = overview.reads;
  const drawn = useMemo(
    () => ({
      atMs: days.map(({ day }) => Date.parse(day)),
      series: [
        { label: given, colour: "--accent", values: days.map(({ reads }) => reads) },
        { label: refused, colour: "--series-2", values: days.map(({ failed_events }) => failed_events) },
      ],
    }),
    [days, given, refused],
  );
  return <PlotLater label={plot} {...drawn} />;
}
