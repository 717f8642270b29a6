import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { trustGuides } from "#texts/trust-guides.ts";
import { trusts as texts } from "#texts/trusts.ts";
import { api, asked } from "../../../api/client.ts";
import { useQuery } from "../../../data/query.ts";
import { useAction } from "../../../data/resource.ts";
import { Form } from "../../../parts/form.tsx";
import { Page } from "../../../parts/page.tsx";
import { faultsOf } from "../common/faults.ts";
import { trustHref } from "../common/links.tsx";
import { bodyOf } from "./body.ts";
import { draftFor } from "./draft.ts";
import { isSendable, TrustFields } from "./fields.tsx";
import { BeforeGuide } from "./guide.tsx";
import { PRESETS, type Preset } from "./types.ts";

/** Makes a trust: first its kind is chosen, then its terms are filled in beside a guide. */
export default function NewTrust() {
  const query = useQuery();
  const preset = PRESETS.find((one) => one === query.get("preset"));
  const crumbs = [
    { text: texts.title, href: "/console/trusts" },
    ...(preset === undefined ? [] : [{ text: texts.form.other, href: "/console/trusts/new" }]),
  ];
  const title = preset === undefined ? texts.form.title : `${texts.form.title}: ${texts.presets[preset]}`;
  return (
    <Page key={title} title={title} crumbs={crumbs}>
      {preset === undefined ? <PresetChoice /> : <TrustForm preset={preset} />}
    </Page>
  );
}

function PresetChoice() {
  return (
    <>
      <p class="lead">{texts.form.choose}</p>
      <div class="cards">
        {PRESETS.map((preset) => (
          <a key={preset} class="card choice" href={`/console/trusts/new?preset=${preset}`}>
            <strong>{texts.presets[preset]}</strong>
            <span class="small">{trustGuides[preset].lead}</span>
          </a>
        ))}
      </div>
    </>
  );
}

function TrustForm({ preset }: { readonly preset: Preset }) {
  const { route } = useLocation();
  const [draft, setDraft] = useState(() => draftFor(preset));
  const create = useAction(async () => {
    const made = await asked(api.POST("/v1/trusts", { body: bodyOf(draft) }));
    route(`${trustHref(made.id)}?view=use`);
  });
  return (
    <div class="guided">
      <BeforeGuide preset={preset} />
      <Form action={create} submit={texts.form.submit} disabled={!isSendable(draft)} onSubmit={() => void create.run()}>
        <TrustFields
          draft={draft}
          change={(changes) => setDraft({ ...draft, ...changes })}
          fault={faultsOf(create.error)}
        />
      </Form>
    </div>
  );
}
