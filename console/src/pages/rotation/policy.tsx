import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { common } from "#texts/common.ts";
import { rotation } from "#texts/rotation.ts";
import { api, asked } from "../../api/client.ts";
import { useAction, useResource } from "../../data/resource.ts";
import { announce } from "../../parts/announce.tsx";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/dialog.tsx";
import { ErrorNotice, Loaded } from "../../parts/notice.tsx";
import { Facts, Page } from "../../parts/page.tsx";
import { Time } from "../../parts/time.tsx";
import { hasScope } from "../../session/scopes.ts";
import type { PageProps } from "../../shell/route.ts";
import { Attached } from "./attached.tsx";
import { EditPolicy } from "./edit-policy.tsx";
import { History } from "./history.tsx";
import { type Policy, rhythmOf } from "./rhythm.ts";

export default function RotationPolicy({ params }: PageProps) {
  const id = params.id ?? "";
  const found = useResource(id, (signal) =>
    asked(api.GET("/v1/rotation/policies/{id}", { params: { path: { id } }, signal })),
  );
  // What stands below is read anew with it: a rotation changes all of it.
  const [turn, setTurn] = useState(0);
  const reload = () => {
    setTurn((n) => n + 1);
    found.reload();
  };
  return (
    <Page
      title={found.value?.name ?? rotation.title}
      crumbs={[{ text: rotation.title, href: "/console/rotation?view=policies" }]}
      actions={found.value && <Actions policy={found.value} reload={reload} />}
    >
      <Loaded from={found}>
        {(policy) => (
          <>
            <PolicyFacts policy={policy} />
            <Attached key={`attached ${turn}`} policyId={policy.id} onChange={reload} />
            {hasScope("audit:read") && <History key={`history ${turn}`} policyId={policy.id} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function PolicyFacts({ policy }: { readonly policy: Policy }) {
  const texts = rotation.policy;
  const { facts } = texts;
  return (
    <div class="card">
      <Facts
        of={[
          [
            rotation.policies.state,
            <Badge key="state" tone={policy.is_active ? "good" : "warning"}>
              {policy.is_active ? rotation.policies.active : rotation.policies.paused}
            </Badge>,
          ],
          [facts.rhythm, rhythmOf(policy)],
          [facts.description, policy.description],
          [facts.grace, policy.grace_period],
          [facts.warn, policy.warn_before || texts.noWarnings],
          [facts.generated, policy.auto_generate ? common.yes : common.no],
          [facts.by, policy.secret_policy_id],
          [facts.updated, <Time key="updated" at={policy.updated_at} />],
        ]}
      />
    </div>
  );
}

type Asking = "edit" | "rotate" | "delete";

function Actions({ policy, reload }: { readonly policy: Policy; readonly reload: () => void }) {
  const texts = rotation.policy;
  const [asking, setAsking] = useState<Asking>();
  const at = { params: { path: { id: policy.id } } };
  const done = () => {
    setAsking(undefined);
    reload();
  };
  const toggle = useAction(async () => {
    await asked(api.POST(`/v1/rotation/policies/{id}/${policy.is_active ? "disable" : "enable"}`, at));
    done();
  });
  const close = () => setAsking(undefined);
  return (
    <>
      <Button onClick={() => setAsking("rotate")}>{texts.rotate}</Button>
      <Button busy={toggle.isBusy} onClick={() => void toggle.run()}>
        {policy.is_active ? texts.pause : texts.resume}
      </Button>
      <Button onClick={() => setAsking("edit")}>{common.edit}</Button>
      <Button kind="danger" onClick={() => setAsking("delete")}>
        {common.delete}
      </Button>
      <ErrorNotice error={toggle.error} />
      <Asked asking={asking} policy={policy} close={close} done={done} />
    </>
  );
}

/** What is asked before something is done to a policy. */
function Asked(props: {
  readonly asking: Asking | undefined;
  readonly policy: Policy;
  readonly close: () => void;
  readonly done: () => void;
}) {
  const texts = rotation.policy;
  const { asking, policy, close, done } = props;
  const { route } = useLocation();
  const at = { params: { path: { id: policy.id } } };
  const rotate = useAction(async () => {
    const results = await asked(api.POST("/v1/rotation/policies/{id}/rotate", { ...at, body: {} }));
    const failed = results.filter(({ status }) => status === "failed").length;
    announce(texts.rotated(results.length - failed, failed));
    done();
  });
  const remove = useAction(async () => {
    await asked(api.DELETE("/v1/rotation/policies/{id}", at));
    route("/console/rotation?view=policies");
  });
  return (
    <>
      {asking === "edit" && <EditPolicy policy={policy} onClose={close} onSaved={done} />}
      {asking === "rotate" && (
        <Confirm
          title={texts.rotateTitle}
          submit={texts.rotate}
          action={rotate}
          onConfirm={() => void rotate.run()}
          onClose={close}
        >
          <p>{texts.rotateText}</p>
        </Confirm>
      )}
      {asking === "delete" && (
        <Confirm
          title={texts.deleteTitle}
          submit={common.delete}
          word={policy.name}
          action={remove}
          onConfirm={() => void remove.run()}
          onClose={close}
        >
          <p>{texts.deleteText}</p>
        </Confirm>
      )}
    </>
  );
}
