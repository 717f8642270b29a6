import { overview } from "#texts/overview.ts";
import { api, asked } from "../../api/client.ts";
import { useResource } from "../../data/resource.ts";
import { Badge } from "../../parts/badge.tsx";
import { Card } from "../../parts/card.tsx";
import { Loaded } from "../../parts/notice.tsx";
import { hasScope } from "../../session/scopes.ts";

interface Ill {
  readonly href: string;
  readonly name: string;
  readonly kind: string;
  readonly status: string;
}

/** Vaults and webhooks whose last try failed. */
export function Failing() {
  const texts = overview.failing;
  const found = useResource(
    "failing",
    async (signal): Promise<readonly Ill[]> => [
      ...(hasScope("integrations:read") ? await failingVaults(signal) : []),
      ...(hasScope("admin") ? await failingWebhooks(signal) : []),
    ],
  );
  return (
    <Card title={texts.title}>
      <Loaded from={found}>
        {(ill) =>
          ill.length === 0 ? (
            <p>{texts.empty}</p>
          ) : (
            <ul class="rows">
              {ill.map(({ href, name, kind, status }) => (
                <li key={href}>
                  <span>
                    <a href={href}>{name}</a> <span class="small">{kind}</span>
                  </span>
                  <Badge tone="bad">{status}</Badge>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

async function failingVaults(signal: AbortSignal): Promise<readonly Ill[]> {
  const vaults = await asked(api.GET("/api/v1/vault-integrations", { signal }));
  return vaults
    .filter(({ status }) => status === "failing")
    .map(({ id, name, status }) => ({
      href: `/console/integrations/${id}`,
      name,
      kind: overview.failing.vault,
      status,
    }));
}

async function failingWebhooks(signal: AbortSignal): Promise<readonly Ill[]> {
  const found: Ill[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const page = await asked(api.GET("/v1/webhooks", { params: { query }, signal }));
    for (const { id, name, status, enabled } of page.webhooks)
      if (enabled && status !== "healthy")
        found.push({ href: `/console/webhooks/${id}`, name, kind: overview.failing.webhook, status });
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}
