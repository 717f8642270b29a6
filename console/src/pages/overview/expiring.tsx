import { overview } from "#texts/overview.ts";
import { api, asked } from "../../api/client.ts";
import { withQuery } from "../../data/query.ts";
import { useResource } from "../../data/resource.ts";
import { Card } from "../../parts/card.tsx";
import { Loaded } from "../../parts/notice.tsx";
import { Time } from "../../parts/time.tsx";
import { secretHref } from "../../shell/addresses.ts";

const DAYS = 30;
const SHOWN = 8;

export function Expiring() {
  const texts = overview.expiring;
  const found = useResource("expiring", (signal) =>
    asked(api.GET("/v1/secrets/expiring", { params: { query: { days: DAYS, limit: SHOWN } }, signal })),
  );
  return (
    <Card
      title={texts.title}
      // The same thirty days.
      link={{ href: withQuery("/console/secrets", { state: "expiring" }), text: overview.all }}
    >
      <Loaded from={found}>
        {({ secrets }) =>
          secrets.length === 0 ? (
            <p>{texts.empty}</p>
          ) : (
            <ul class="rows">
              {secrets.map(({ path, expires_at }) => (
                <li key={path}>
                  <a href={secretHref(path)}>{path}</a>
                  <Time at={expires_at} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
