import { useState } from "preact/hooks";
import { tokens as texts } from "#texts/access.ts";
import { api, asked } from "../../../api/client.ts";
import { type Resource, useResource } from "../../../data/resource.ts";
import { Badge } from "../../../parts/badge.tsx";
import { Button } from "../../../parts/button.tsx";
import { Loaded } from "../../../parts/notice.tsx";
import { Page, Section } from "../../../parts/page.tsx";
import { PagedTable } from "../../../parts/table.tsx";
import { hasScope } from "../../../session/scopes.ts";
import type { PageProps } from "../../../shell/route.ts";
import type { Token } from "../common/types.ts";
import { RenewDialog, RevokeDialog } from "./dialogs.tsx";
import { TokenFacts } from "./facts.tsx";
import { useTokens } from "./list.ts";
import { RotateDialog } from "./rotate-dialog.tsx";
import { isOwn, OWN_TOKEN_COLUMNS, TokenStatus } from "./table.tsx";

/** One token's record. Its text is known to nobody any more. */
export default function TokenPage({ params }: PageProps) {
  const id = params.id ?? "";
  return <OneToken key={id} id={id} />;
}

function OneToken({ id }: { readonly id: string }) {
  const token = useResource(id, (signal) => asked(api.GET("/v1/tokens/{id}", { params: { path: { id } }, signal })));
  const { value } = token;
  const crumbs = [{ text: texts.title, href: "/console/tokens" }];
  return (
    <Page title={value?.name ?? id} place={texts.title} crumbs={crumbs} actions={value && <Acts token={token} />}>
      <Loaded from={token}>
        {(one) => (
          <>
            <p class="badges">
              <TokenStatus status={one.status} />
              {isOwn(one) && <Badge>{texts.own}</Badge>}
            </p>
            <TokenFacts token={one} />
            <Children token={one} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

type Act = "revoke" | "rotate" | "renew";

/** What can be done with a token that is alive. */
function Acts({ token }: { readonly token: Resource<Token> }) {
  const [act, setAct] = useState<Act>();
  const { value } = token;
  if (value?.status !== "active" || !(hasScope("identity:admin") || isOwn(value))) return null;
  const close = () => setAct(undefined);
  const done = () => {
    close();
    token.reload();
  };
  return (
    <>
      {value.renewable && <Button onClick={() => setAct("renew")}>{texts.renew}</Button>}
      {value.via === "api" && <Button onClick={() => setAct("rotate")}>{texts.rotate}</Button>}
      <Button kind="danger" onClick={() => setAct("revoke")}>
        {texts.revoke}
      </Button>
      {act === "revoke" && <RevokeDialog token={value} onClose={close} onDone={done} />}
      {act === "renew" && <RenewDialog token={value} onClose={close} onDone={done} />}
      {act === "rotate" && <RotateDialog token={value} onClose={done} />}
    </>
  );
}

const WHOLE_PAGE = 200;

function Children({ token }: { readonly token: Token }) {
  const pages = useTokens({ identity: token.identity_id, parent: token.id, limit: WHOLE_PAGE });
  return (
    <Section title={texts.children}>
      <PagedTable
        label={texts.children}
        columns={OWN_TOKEN_COLUMNS}
        pages={pages}
        keyOf={({ id }) => id}
        empty={<p class="lead">{texts.noChildren}</p>}
      />
    </Section>
  );
}
