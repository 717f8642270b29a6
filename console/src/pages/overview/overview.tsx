import type { ComponentChildren } from "preact";
import { overview as texts } from "#texts/overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { hasScope } from "../../session/scopes.ts";
import { Expiring } from "./expiring.tsx";
import { Failing } from "./failing.tsx";
import { Reads } from "./reads.tsx";
import { DueForRotation } from "./rotation.tsx";

/** What needs somebody: each card as the person's scopes allow it. */
export default function Overview() {
  const cards = [
    hasScope("secrets:list") && <Expiring key="expiring" />,
    hasScope("secrets:rotate") && <DueForRotation key="due" />,
    (hasScope("integrations:read") || hasScope("admin")) && <Failing key="failing" />,
  ].filter((card): card is Exclude<typeof card, false> => card !== false);
  const reads: ComponentChildren = hasScope("audit:read") && <Reads />;
  return (
    <Page title={texts.title} lead={texts.lead}>
      {cards.length > 0 ? <div class="cards">{cards}</div> : !reads && <Empty {...texts.nothing} />}
      {reads}
    </Page>
  );
}
