import { useLocation } from "preact-iso";
import { common } from "#texts/common.ts";
import { rotation } from "#texts/rotation.ts";
import type { components } from "../../../../packages/client/src/generated/schema.ts";
import { api, asked } from "../../api/client.ts";
import { useAction } from "../../data/resource.ts";
import { Page } from "../../parts/page.tsx";
import { PolicyForm } from "./policy-form.tsx";

export default function NewPolicy() {
  const { route } = useLocation();
  const create = useAction(async (body: components["schemas"]["CreateRotationPolicy"]) => {
    const { id } = await asked(api.POST("/v1/rotation/policies", { body }));
    route(`/console/rotation/policies/${id}`);
  });
  return (
    <Page title={rotation.form.create} crumbs={[{ text: rotation.title, href: "/console/rotation?view=policies" }]}>
      <PolicyForm action={create} submit={common.create} onSubmit={(body) => void create.run(body)} />
    </Page>
  );
}
