import { useEffect, useState } from "preact/hooks";
import { common } from "#texts/common.ts";
import { shell, signIn as texts } from "#texts/shell.ts";
import { useAction } from "../data/resource.ts";
import { Form, TextField } from "../parts/form.tsx";
import { Notice } from "../parts/notice.tsx";
import { signIn } from "../session/session.ts";
import type { Absence } from "../session/windows.ts";
import { failureText, isFailureAddress } from "./sign-in-failure.ts";

/** The way in: by a token, by Cloudflare Access, or by an issuer of the tenant. It stands at the address that was asked for. */
export function SignInPage({ why }: { readonly why: Absence }) {
  useEffect(() => {
    document.title = `${texts.title} · ${common.product}`;
  }, []);
  const isFailed = isFailureAddress();
  return (
    <main class="sign-in" id="content">
      <h1>{texts.title}</h1>
      {texts.why[why] !== "" && <Notice>{texts.why[why]}</Notice>}
      {isFailed && <Notice kind="bad">{failureText()}</Notice>}
      {isBehindAccess() && <ByAccess isFirst={why === "none"} />}
      <ByToken />
      <ByIssuer />
      <p class="small">
        <a href="/docs/">{shell.documentation}</a>
      </p>
    </main>
  );
}

/** Only the Worker sees that Access let somebody in; it tells the page. */
const isBehindAccess = (): boolean => document.documentElement.dataset.access !== undefined;

/** Whoever is signed in after all goes on at the beginning: there is no page at the address of the failure. */
async function signInHere(how: Parameters<typeof signIn>[0]): Promise<void> {
  if (isFailureAddress()) history.replaceState(null, "", "/console/");
  await signIn(how);
}

function ByToken() {
  const [token, setToken] = useState("");
  const enter = useAction(async () => {
    await signInHere({ token: token.trim() });
    setToken("");
  });
  const isToken = token.trim().startsWith("pst_");
  return (
    <section class="card">
      <Form action={enter} submit={texts.submit} disabled={!isToken} onSubmit={() => void enter.run()}>
        <TextField
          label={texts.token}
          type="password"
          value={token}
          onInput={setToken}
          isCode
          autoFocus
          hint={texts.tokenHint}
          fault={token === "" || isToken ? undefined : texts.tokenFault}
        />
      </Form>
      <p class="small">{texts.noToken}</p>
    </section>
  );
}

function ByAccess({ isFirst }: { readonly isFirst: boolean }) {
  const [tenant, setTenant] = useState("");
  const enter = useAction(() => signInHere(tenant === "" ? { access: true } : { access: true, tenant: tenant.trim() }));
  useEffect(() => {
    // Whoever comes through Access has shown already who they are.
    if (isFirst) void enter.run();
  }, []);
  return (
    <section class="card">
      <h2>{texts.accessTitle}</h2>
      <Form action={enter} submit={texts.access} onSubmit={() => void enter.run()}>
        <TextField label={texts.tenant} value={tenant} onInput={setTenant} isOptional isCode hint={texts.tenantHint} />
      </Form>
    </section>
  );
}

/** The page leaves for the issuer by itself: as a form it could not, because its policy lets forms go to this host alone. */
function ByIssuer() {
  const [tenant, setTenant] = useState("");
  const [trust, setTrust] = useState("");
  const go = useAction(async () => {
    const to = isFailureAddress() ? "/console/" : location.pathname + location.search;
    const query = new URLSearchParams({ tenant: tenant.trim(), trust: trust.trim(), to });
    location.assign(`/console/sign-in?${query}`);
  });
  return (
    <details class="card">
      <summary>{texts.issuerTitle}</summary>
      <Form
        action={go}
        submit={texts.issuer}
        disabled={tenant.trim() === "" || trust.trim() === ""}
        onSubmit={() => void go.run()}
      >
        <TextField label={texts.tenant} value={tenant} onInput={setTenant} isCode hint={texts.tenantHint} />
        <TextField label={texts.trust} value={trust} onInput={setTrust} isCode hint={texts.trustHint} />
      </Form>
    </details>
  );
}
