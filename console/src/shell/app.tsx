import { useSignal } from "@preact/signals";
import { useEffect, useErrorBoundary } from "preact/hooks";
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from "preact-iso";
import { shell, signIn } from "#texts/shell.ts";
import { Button, ButtonLink } from "../parts/button.tsx";
import { Empty, Loading } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { session } from "../session/session.ts";
import { decodedPath } from "./addresses.ts";
import { Layout } from "./layout.tsx";
import type { PageRoute } from "./route.ts";
import { FAILED, failureText } from "./sign-in-failure.ts";
import { SignInPage } from "./sign-in-page.tsx";

/** The whole console. What a page has read goes with it as soon as nobody is signed in. */
export function App({ routes }: { readonly routes: readonly PageRoute[] }) {
  const current = session.value;
  if (current.state === "asking") return <Loading />;
  if (current.state === "out") return <SignInPage why={current.why} />;
  return (
    <LocationProvider scope="/console">
      <Layout who={current.who}>
        <Pages routes={routes} />
      </Layout>
    </LocationProvider>
  );
}

function Pages({ routes }: { readonly routes: readonly PageRoute[] }) {
  const { url, path } = useLocation();
  // No state: the router would show nothing if it were drawn anew meanwhile.
  const isLoading = useSignal(false);
  const setLoading = (is: boolean): void => {
    isLoading.value = is;
  };
  const [error, forget] = useErrorBoundary((fault) => {
    setLoading(false);
    console.error(fault);
  });
  // What broke is one address; every other is tried.
  useEffect(() => {
    if (error !== undefined) forget();
  }, [url]);
  if (error !== undefined)
    return (
      <Page title={shell.broken.title}>
        <Empty
          title={shell.broken.text}
          action={<Button onClick={() => location.reload()}>{shell.broken.again}</Button>}
        />
      </Page>
    );
  // The router would throw at such a path.
  if (decodedPath(path) === undefined) return <NotFound />;
  return (
    <ErrorBoundary>
      {/* A page stands there until the next one is loaded. It is over by then: a form that was sent must not be sent again. */}
      <div class="pages" inert={isLoading} aria-busy={isLoading}>
        <Router onLoadStart={() => setLoading(true)} onLoadEnd={() => setLoading(false)}>
          {routes.map((route) => (
            <Route key={route.path} path={route.path} component={route.component} />
          ))}
          <Route path={FAILED} component={SignInFailed} />
          <Route default component={NotFound} />
        </Router>
      </div>
    </ErrorBoundary>
  );
}

/** Somebody who is signed in tried another sign-in, which came to nothing. */
function SignInFailed() {
  return (
    <Page title={signIn.failed}>
      <Empty title={failureText()} action={<ButtonLink href="/console/">{shell.notFound.home}</ButtonLink>} />
    </Page>
  );
}

function NotFound() {
  return (
    <Page title={shell.notFound.title}>
      <Empty title={shell.notFound.text} action={<ButtonLink href="/console/">{shell.notFound.home}</ButtonLink>} />
    </Page>
  );
}
