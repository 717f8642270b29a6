import { useState } from "preact/hooks";
import { browsers as texts } from "#texts/broker-logins.ts";
import { api, asked } from "../../../api/client.ts";
import { useResource } from "../../../data/resource.ts";
import { Button } from "../../../parts/button.tsx";
import { Loaded } from "../../../parts/notice.tsx";
import { Facts, Page, Section } from "../../../parts/page.tsx";
import { Time } from "../../../parts/time.tsx";
import { hasScope } from "../../../session/scopes.ts";
import type { PageProps } from "../../../shell/route.ts";
import type { Browser } from "../records.ts";
import { DeleteBrowser, RenameBrowser, RotateKey } from "./dialogs.tsx";
import { TestBrowser } from "./test.tsx";

/** A browser: how it is reached, whether it answers, and what can be done with its record. */
export default function BrowserPage({ params }: PageProps) {
  const { id = "" } = params;
  const found = useResource(id, (signal) =>
    asked(api.GET("/api/v1/browsers/{id}", { params: { path: { id } }, signal })),
  );
  const { value } = found;
  return (
    <Page
      title={value?.name ?? texts.title}
      place={texts.title}
      crumbs={[{ text: texts.title, href: "/console/browsers" }]}
      actions={value && hasScope("integrations:write") && <Actions browser={value} reload={found.reload} />}
    >
      <Loaded from={found}>
        {(browser) => (
          <>
            <Section title={texts.facts}>
              <Facts
                of={[
                  [texts.endpoint, <code key="endpoint">{browser.endpoint}</code>],
                  [texts.auth, texts.auths[browser.auth]],
                  [texts.created, <Time key="created" at={browser.createdAt} />],
                  [texts.changed, <Time key="changed" at={browser.updatedAt} />],
                  [texts.id, <code key="id">{browser.id}</code>],
                ]}
              />
            </Section>
            {hasScope("integrations:write") && <TestBrowser browser={browser} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Actions({ browser, reload }: { readonly browser: Browser; reload(): void }) {
  const [open, setOpen] = useState<"rename" | "rotate" | "delete">();
  const dialog = { browser, onClose: () => setOpen(undefined), onDone: reload };
  return (
    <>
      <Button onClick={() => setOpen("rename")}>{texts.rename}</Button>
      {browser.auth !== "none" && <Button onClick={() => setOpen("rotate")}>{texts.rotate}</Button>}
      <Button kind="danger" onClick={() => setOpen("delete")}>
        {texts.delete}
      </Button>
      {open === "rename" && <RenameBrowser {...dialog} />}
      {open === "rotate" && <RotateKey {...dialog} />}
      {open === "delete" && <DeleteBrowser {...dialog} />}
    </>
  );
}
