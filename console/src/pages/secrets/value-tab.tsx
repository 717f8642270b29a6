import { useState } from "preact/hooks";
import { secret as texts } from "#texts/secret.ts";
import { secrets as listTexts } from "#texts/secrets.ts";
import { type ExactObject, exactText } from "../../../../packages/client/src/cli/text/exact-json.ts";
import { ApiError } from "../../api/error.ts";
import { nowMs } from "../../data/clock.ts";
import { useAction } from "../../data/resource.ts";
import { Badge, Badges } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Masked } from "../../parts/masked.tsx";
import { ErrorNotice, Notice } from "../../parts/notice.tsx";
import { Facts, Section } from "../../parts/page.tsx";
import { Time } from "../../parts/time.tsx";
import { hasScope } from "../../session/scopes.ts";
import type { Place, TabProps } from "./place.ts";
import { SOON_MS } from "./search.ts";
import { readValue } from "./store.ts";
import type { SecretRecord } from "./types.ts";

const { facts, value: words } = texts;

/** What a secret is, and its value, of which nothing is read until somebody asks. */
export function ValueTab({ place, record }: TabProps) {
  return (
    <>
      <section class="card">
        <RecordFacts record={record} />
      </section>
      <Section title={words.title}>
        <Value place={place} record={record} />
      </Section>
    </>
  );
}

function RecordFacts({ record }: { readonly record: SecretRecord }) {
  const { tags, description, owner, ...others } = record.metadata;
  const { rotation_policy: rotation } = record;
  return (
    <Facts
      of={[
        [facts.description, description === undefined ? undefined : String(description)],
        [facts.owner, owner === undefined ? undefined : String(owner)],
        [facts.tags, Array.isArray(tags) && tags.length > 0 ? <Badges of={tags} /> : undefined],
        [facts.type, listTexts.types[record.secret_type]],
        [facts.version, String(record.current_version)],
        [facts.versions, String(record.version_count)],
        [facts.expires, <Ending key="end" at={record.expires_at} />],
        [facts.created, <Time key="created" at={record.created_at} />],
        [facts.updated, <Time key="updated" at={record.updated_at} />],
        [facts.lastRead, <Time key="read" at={record.last_accessed_at} none={facts.never} />],
        [facts.reads, record.access_count_30d.toLocaleString("en")],
        [
          facts.rotation,
          rotation === null ? undefined : (
            <>
              <a href={`/console/rotation/policies/${encodeURIComponent(rotation.id)}`}>{rotation.id}</a>,{" "}
              {facts.rotates} <Time at={rotation.next_rotation} />
            </>
          ),
        ],
        [facts.generation, record.secret_policy_id ?? undefined],
        [facts.kept, String(record.max_versions)],
        [facts.deleteAfter, record.delete_version_after ?? facts.never],
        [facts.notify, record.notify_before.join(", ")],
        ...Object.entries(others).map(([name, text]) => [name, String(text)] as const),
      ]}
    />
  );
}

function Ending({ at }: { readonly at: string | null }) {
  if (at === null) return <>{facts.never}</>;
  const left = Date.parse(at) - nowMs.value;
  return (
    <>
      <Time at={at} /> {left <= 0 && <Badge tone="bad">{facts.expired}</Badge>}
      {left > 0 && left < SOON_MS && <Badge tone="warning">{facts.soon}</Badge>}
    </>
  );
}

/** The names of the fields once they were asked for; each field's value is read when it is looked at or copied, and not before. */
function Value({ place, record }: { readonly place: Place; readonly record: SecretRecord }) {
  const { of, path } = place;
  const [names, setNames] = useState<readonly string[]>();
  const version = record.current_version;
  const show = useAction(async () => setNames([...(await readValue(of, path)).data.keys()]));
  if (!hasScope("secrets:read")) return <Notice>{words.noRead}</Notice>;
  if (version === 0) return <Notice>{words.none}</Notice>;
  if (record.expires_at !== null && Date.parse(record.expires_at) <= nowMs.value)
    return <Notice kind="warning">{words.expired}</Notice>;
  if (names === undefined)
    return (
      <div class="card value-closed">
        <p>{words.why}</p>
        <ErrorNotice error={show.error} />
        <Button kind="main" busy={show.isBusy} onClick={() => void show.run()}>
          {words.show}
        </Button>
      </div>
    );
  return (
    <>
      <p class="small">{words.hint}</p>
      <dl class="value-list card">
        {names.map((name) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              <Masked
                name={name}
                version={version}
                read={async () => fieldText((await readValue(of, path)).data, name)}
              />
            </dd>
          </div>
        ))}
        <div>
          <dt>{words.whole}</dt>
          <dd>
            <Masked
              name={words.whole}
              version={version}
              read={async () => exactText((await readValue(of, path)).data)}
            />
          </dd>
        </div>
      </dl>
    </>
  );
}

/** A text as it is, all else as the JSON that was written. */
function fieldText(data: ExactObject, name: string): string {
  const value = data.get(name);
  if (value === undefined)
    throw new ApiError({ status: 200, code: "field_not_found", message: words.gone, requestId: null, details: {} });
  return typeof value === "string" ? value : exactText(value);
}
