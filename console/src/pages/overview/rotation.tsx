import { overview } from "#texts/overview.ts";
import { api, asked } from "../../api/client.ts";
import { useResource } from "../../data/resource.ts";
import { Badge } from "../../parts/badge.tsx";
import { Card } from "../../parts/card.tsx";
import { Loaded } from "../../parts/notice.tsx";
import { Time } from "../../parts/time.tsx";
import { secretHref } from "../../shell/addresses.ts";

const HOURS = 7 * 24;
const SHOWN = 8;

export function DueForRotation() {
  const texts = overview.due;
  const query = { within_hours: HOURS, include_overdue: true, limit: SHOWN };
  const found = useResource("due", (signal) => asked(api.GET("/v1/rotation/pending", { params: { query }, signal })));
  return (
    <Card title={texts.title} link={{ href: "/console/rotation", text: overview.all }}>
      <Loaded from={found}>
        {({ secrets }) =>
          secrets.length === 0 ? (
            <p>{texts.empty}</p>
          ) : (
            <ul class="rows">
              {secrets.map(({ secret_path, policy_id, due_at, overdue }) => (
                <li key={`${secret_path} ${policy_id}`}>
                  <a href={secretHref(secret_path)}>{secret_path}</a>
                  <span class="badges">
                    {overdue && <Badge tone="warning">{texts.overdue}</Badge>} <Time at={due_at} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
