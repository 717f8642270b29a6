import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { secret as texts } from "#texts/secret.ts";
import { type Query, useQuery } from "../../data/query.ts";
import { type Resource, useResource } from "../../data/resource.ts";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import type { PageProps } from "../../shell/route.ts";
import { AccessTab } from "./access-tab.tsx";
import { foldersAbove, listHref, ofIn } from "./address.ts";
import { EditTab } from "./edit-tab.tsx";
import { Gone } from "./gone.tsx";
import type { Place, TabProps } from "./place.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import { mayChange } from "./rights.ts";
import { RotateDialog } from "./rotate-dialog.tsx";
import { readRecord } from "./store.ts";
import { TrailTab } from "./trail-tab.tsx";
import type { SecretRecord } from "./types.ts";
import { ValueTab } from "./value-tab.tsx";
import { VersionsTab } from "./versions-tab.tsx";

const TABS: Readonly<Record<string, (props: TabProps) => JSX.Element>> = {
  value: ValueTab,
  versions: VersionsTab,
  edit: EditTab,
  access: AccessTab,
  trail: TrailTab,
};
const TAB_NAMES = ["value", "versions", "edit", "access", "trail"] as const;

export default function Secret({ params }: PageProps) {
  const query = useQuery();
  const of = ofIn(query);
  const path = params.path ?? "";
  // Another secret shares nothing with this one.
  return <OneSecret key={`${of} ${path}`} place={{ of, path }} query={query} />;
}

function OneSecret({ place, query }: { readonly place: Place; readonly query: Query }) {
  const { of, path } = place;
  const record = useResource(`${of} ${path}`, (signal) => readRecord(of, path, signal));
  const isGone = record.error?.code === "secret_not_found";
  const tab = query.get("tab");
  const View = (Object.hasOwn(TABS, tab) ? TABS[tab] : undefined) ?? ValueTab;
  return (
    <Page
      title={path}
      place={texts.crumbs}
      crumbs={[
        { text: texts.crumbs, href: listHref(of) },
        ...foldersAbove(path).map(({ name, folder }) => ({ text: name, href: listHref(of, { in: folder }) })),
      ]}
      actions={!isGone && record.value && <Acts place={place} record={record} />}
    >
      {isGone ? (
        <Gone place={place} onBack={record.reload} />
      ) : (
        <>
          <Tabs
            label={texts.tabs.label}
            query={query}
            name="tab"
            tabs={TAB_NAMES.map((name) => [name, texts.tabs[name]] as const)}
          />
          <Loaded from={record}>
            {(value) => <View key={query.get("tab")} place={place} record={value} onChanged={record.reload} />}
          </Loaded>
        </>
      )}
    </Page>
  );
}

/** What is done to the secret as a whole; offered where the token's scopes allow it. */
function Acts({ place, record }: { readonly place: Place; readonly record: Resource<SecretRecord> }) {
  const [open, setOpen] = useState<"rotate" | "remove">();
  const close = () => setOpen(undefined);
  const done = () => {
    close();
    record.reload();
  };
  return (
    <>
      {mayChange(place.of, "secrets:rotate") && <Button onClick={() => setOpen("rotate")}>{texts.rotate.open}</Button>}
      {mayChange(place.of, "secrets:delete") && (
        <Button kind="danger" onClick={() => setOpen("remove")}>
          {texts.remove.open}
        </Button>
      )}
      {open === "rotate" && record.value && (
        <RotateDialog place={place} record={record.value} onDone={done} onClose={close} />
      )}
      {open === "remove" && <RemoveDialog place={place} onDone={done} onClose={close} />}
    </>
  );
}
