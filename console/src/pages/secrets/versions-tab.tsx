import { useState } from "preact/hooks";
import { secret as texts } from "#texts/secret.ts";
import { useResource } from "../../data/resource.ts";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/notice.tsx";
import { Table } from "../../parts/table.tsx";
import { Time } from "../../parts/time.tsx";
import { hasScope } from "../../session/scopes.ts";
import type { Place, TabProps } from "./place.ts";
import { mayChange } from "./rights.ts";
import { readVersions } from "./store.ts";
import type { SecretVersion } from "./types.ts";
import { CompareDialog, DeleteVersionDialog, Undelete } from "./version-acts.tsx";

const { versions: words } = texts;
type Open = { readonly act: "compare" | "restore" | "delete" | "destroy"; readonly version: number };

/** The versions that are kept, and what can be done with each. */
export function VersionsTab({ place, record, onChanged }: TabProps) {
  const [open, setOpen] = useState<Open>();
  const key = `${record.current_version} ${record.version_count} ${record.updated_at}`;
  const versions = useResource(key, (signal) => readVersions(place.of, place.path, signal));
  const changed = () => {
    setOpen(undefined);
    versions.reload();
    onChanged();
  };
  const shared = { place, onClose: () => setOpen(undefined), onDone: changed };
  return (
    <>
      <Loaded from={versions}>
        {(rows) => (
          <Table
            label={words.label}
            rows={rows}
            keyOf={({ version }) => String(version)}
            columns={[
              { title: words.version, cell: ({ version }) => String(version), isNumber: true },
              { title: words.made, cell: ({ created_at }) => <Time at={created_at} /> },
              { title: words.by, cell: ({ created_by }) => created_by, isExtra: true },
              { title: words.state, cell: (version) => <State of={version} /> },
              {
                title: words.acts,
                cell: (version) => (
                  <Acts
                    place={place}
                    of={version}
                    onOpen={(act) => setOpen({ act, version: version.version })}
                    undelete={<Undelete place={place} version={version.version} onDone={changed} />}
                  />
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {(open?.act === "compare" || open?.act === "restore") && (
        <CompareDialog
          {...shared}
          version={open.version}
          current={record.current_version}
          isRestore={open.act === "restore"}
        />
      )}
      {(open?.act === "delete" || open?.act === "destroy") && (
        <DeleteVersionDialog {...shared} version={open.version} isForGood={open.act === "destroy"} />
      )}
    </>
  );
}

function State({ of }: { readonly of: SecretVersion }) {
  if (of.destroyed) return <Badge tone="bad">{words.destroyed}</Badge>;
  if (of.deleted_at !== null)
    return (
      <Badge tone="warning">
        {words.deleted} <Time at={of.deleted_at} />
      </Badge>
    );
  if (of.is_current) return <Badge tone="good">{words.current}</Badge>;
  return of.readable_until === null ? (
    <Badge>{words.readable}</Badge>
  ) : (
    <Badge>
      {words.until} <Time at={of.readable_until} />
    </Badge>
  );
}

function Acts(props: {
  readonly place: Place;
  readonly of: SecretVersion;
  readonly onOpen: (act: Open["act"]) => void;
  readonly undelete: preact.JSX.Element;
}) {
  const { of, onOpen } = props;
  const isReadable = of.deleted_at === null;
  if (of.destroyed || (of.is_current && isReadable)) return null;
  const mayWrite = mayChange(props.place.of, "secrets:write");
  const mayCompare = isReadable && hasScope("secrets:read");
  const mayDelete = mayChange(props.place.of, "secrets:delete");
  const button = (act: Open["act"], text: string, label: string) => (
    <Button kind="quiet" label={label} onClick={() => onOpen(act)}>
      {text}
    </Button>
  );
  const { version } = of;
  return (
    <span class="actions row-acts">
      {mayCompare && button("compare", words.compare, words.compareOf(version))}
      {mayCompare && mayWrite && button("restore", words.restore, words.restoreOf(version))}
      {!isReadable && mayWrite && props.undelete}
      {isReadable && mayDelete && button("delete", words.deleteTexts.act, words.deleteTexts.of(version))}
      {mayDelete && button("destroy", words.destroyTexts.act, words.destroyTexts.of(version))}
    </span>
  );
}
