import type { CdpClient } from "../cdp/client";
import type { ObservedButton } from "../page/observation";
import { fieldsToFill } from "../page/plan";
import type { Field } from "../page/roles";
import { makeStandIn } from "../wire/stand-in";
import { findForm, foundIn, look, type Seen } from "./find";
import { lackOf } from "./lacks";
import { orderOf, type Role, sendRefusal } from "./orders";
import { type SignInCode, SignInStop } from "./outcome";
import type { SignInPorts, SignInRequest } from "./ports";
import { Sessions } from "./sessions";
import { chooseTarget } from "./target";

/** What a run would do on this page. Words and selectors of the page, never a value. */
export interface LoginDescription {
  /** Of the page itself, as the browser says; null: it has none. */
  readonly host: string | null;
  readonly allowed: boolean;
  readonly matchedPattern: string | null;
  readonly form: {
    readonly kind: string;
    readonly fields: readonly { role: Role; selector: string; label: string; frameHost: string | null }[];
    readonly submit: { readonly selector: string; readonly label: string } | null;
  } | null;
  readonly refusal: string | null;
}

/** Rejects with `SignInStop` where no page is found, and with `CdpClosed`. Nothing is asked but the browser, nothing written. */
export async function describeLogin(
  client: CdpClient,
  request: SignInRequest,
  ports: SignInPorts,
): Promise<LoginDescription> {
  const targetId = await chooseTarget(client, request.target);
  const sessions = new Sessions(client, `w${makeStandIn(ports.randomBytes)}`, async () => undefined);
  await sessions.attach(targetId);
  const refusal = await refusalNow(sessions, request, ports);
  const seen = await look(sessions, request, ports);
  await sessions.detach();
  return described(seen, refusal ?? sendRefusalOf(seen, request, ports));
}

/** Waits for a late form, as a run does. */
async function refusalNow(sessions: Sessions, request: SignInRequest, ports: SignInPorts): Promise<string | null> {
  try {
    await findForm(sessions, request, ports);
    return null;
  } catch (fault) {
    if (fault instanceof SignInStop) return fault.code;
    throw fault;
  }
}

function sendRefusalOf(seen: Seen, request: SignInRequest, ports: SignInPorts): SignInCode | null {
  const found = foundIn(seen);
  if (typeof found === "string") return found;
  const lack = lackOf(found.plan, request);
  if (lack) return lack.code;
  return sendRefusal(orderOf(found.plan, found.view, ["username", "password", "totp"]), request.mode, ports.judge);
}

function described({ views, planned }: Seen, refusal: string | null): LoginDescription {
  const top = views[0]?.verdict;
  const place = {
    host: top?.host ?? null,
    allowed: top?.kind === "allowed",
    matchedPattern: top?.kind === "allowed" ? top.matchedPattern : null,
    refusal,
  };
  const view = planned.form === null ? undefined : views[planned.at];
  if (planned.form === null || view === undefined) return { ...place, form: null };
  const { submit } = planned.form;
  const fields = fieldsToFill(planned).flatMap(({ role, fields: own }) =>
    own.map((field) => ({ role, selector: fieldSelector(field), label: labelOf(field), frameHost: view.verdict.host })),
  );
  const button = submit === undefined ? null : { selector: buttonSelector(submit), label: shown(submit.text) };
  return { ...place, form: { kind: planned.kind, fields, submit: button } };
}

const MAX_CHARACTERS = 200;
/** A page's words as they may be shown: cut, on one line, and without what steers a terminal or turns a text around. */
const shown = (text: string): string =>
  text
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, MAX_CHARACTERS)
    .toWellFormed();

const labelOf = ({ seen }: Field): string => shown(seen.label || seen.near || seen.placeholder || seen.name);

/** An observation cuts names there, and a piece of a name selects nothing; nor is a name shown that would steer a terminal. */
const CUT_AT_CHARACTERS = 100;
const names = (text: string): boolean => text !== "" && text.length < CUT_AT_CHARACTERS && !/\p{C}/u.test(text);

/** Quotes and backslashes as CSS strings have them; other letters stand for themselves there. */
const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;

/** By id or name, which a person can read and give back as a selector; else by its kind. */
function fieldSelector({ seen: { tag, id, name, type } }: Field): string {
  if (names(id)) return `[id=${quoted(id)}]`;
  return names(name) ? `${tag}[name=${quoted(name)}]` : `${tag}[type=${quoted(type.slice(0, MAX_CHARACTERS))}]`;
}

function buttonSelector({ id, name, kind }: ObservedButton): string {
  if (names(id)) return `[id=${quoted(id)}]`;
  if (names(name)) return `[name=${quoted(name)}]`;
  return kind === "submit" ? "button:not([type=button]),input[type=submit]" : "button,a,[role=button]";
}
