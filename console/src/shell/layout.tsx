import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { shell } from "#texts/shell.ts";
import { useAction } from "../data/resource.ts";
import { Announcements, announce } from "../parts/announce.tsx";
import { Button } from "../parts/button.tsx";
import { messageOf } from "../parts/notice.tsx";
import { Time } from "../parts/time.tsx";
import { signOut, type Who } from "../session/session.ts";
import { currentEntry, navigationFor } from "./navigation.ts";
import { chooseTheme, type Theme, theme } from "./theme.ts";

/** The frame around every page: where one can go, who one is, and the way out. */
export function Layout({ who, children }: { readonly who: Who; readonly children: ComponentChildren }) {
  const { path } = useLocation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  return (
    <div class="shell">
      <a class="skip" href="#content">
        {shell.skip}
      </a>
      <header class="top">
        <Button kind="quiet" label={shell.menu} expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          ☰
        </Button>
        <a class="brand" href="/console/">
          Postern
        </a>
        <Account who={who} />
      </header>
      <Navigation who={who} path={path} isOpen={isOpen} />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Announcements />
    </div>
  );
}

function Navigation({ who, path, isOpen }: { readonly who: Who; readonly path: string; readonly isOpen: boolean }) {
  const groups = navigationFor(who);
  const current = currentEntry(groups, path);
  return (
    <nav class={isOpen ? "side open" : "side"} aria-label={shell.navigation}>
      {groups.map(({ title, entries }) => (
        <div key={title} class="nav-group">
          {title && <p class="nav-title">{title}</p>}
          <ul>
            {entries.map((entry) => (
              <li key={entry.href}>
                <a href={entry.href} aria-current={entry === current ? "page" : undefined}>
                  {entry.text}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p class="nav-foot who-narrow">
        {shell.signedInAs} <strong>{who.identity_id}</strong>, {who.tenant_id ?? who.partner_id}
      </p>
      <p class="nav-foot">
        <a href="/docs/" target="_blank" rel="noreferrer">
          {shell.documentation}
        </a>
      </p>
    </nav>
  );
}

function Account({ who }: { readonly who: Who }) {
  const leave = useAction(() => signOut());
  useEffect(() => {
    if (leave.error) announce(messageOf(leave.error));
  }, [leave.error]);
  return (
    <div class="account">
      <span class="who">
        <span class="visually-hidden">{shell.signedInAs} </span>
        <strong>{who.identity_id}</strong>
        <span class="small">{who.tenant_id ?? who.partner_id}</span>
      </span>
      {who.token_expires_at !== null && (
        <span class="small extra">
          {shell.ends} <Time at={who.token_expires_at} />
        </span>
      )}
      <ThemeChoice />
      <Button kind="plain" busy={leave.isBusy} onClick={() => void leave.run()}>
        {shell.signOut}
      </Button>
    </div>
  );
}

function ThemeChoice() {
  return (
    <select
      class="theme"
      aria-label={shell.theme.label}
      value={theme.value}
      onChange={(event) => chooseTheme(event.currentTarget.value as Theme)}
    >
      <option value="system">{shell.theme.system}</option>
      <option value="light">{shell.theme.light}</option>
      <option value="dark">{shell.theme.dark}</option>
    </select>
  );
}
