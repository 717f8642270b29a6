import type { CdpClient } from "../cdp/client";
import { CdpRefused } from "../cdp/faults";
import type { WriteAnswer, WriteOrder } from "../page/order";
import type { Plan } from "../page/plan";
import { Interceptor } from "../wire/interceptor";
import { makeStandIn } from "../wire/stand-in";
import { freshCode, pass } from "./codes";
import type { Found } from "./find";
import { lettersFor, orderOf, type Role, sendRefusal } from "./orders";
import { type SignInStep, SignInStop } from "./outcome";
import type { Secrets, SignInPorts, SignInRequest } from "./ports";
import { orGone, Sessions, type World } from "./sessions";

/** The page's own handlers have had their turn with the stand-in by then; what begins later is the form that leaves. */
const SETTLE_MS = 150;
const BUTTON_WAIT_MS = 3_000;
const BUTTON_POLL_MS = 100;

/**
 * The hands of a run: it takes the values, writes them, and sends a form, each once. It holds them from the lease to the end, in
 * fields that nothing prints.
 */
export class Writer {
  readonly #ports: SignInPorts;
  readonly #request: SignInRequest;
  readonly #sessions: Sessions;
  readonly #interceptor: Interceptor | undefined;
  readonly #written: World[] = [];
  #secrets: { readonly origin: string; readonly values: Secrets } | undefined;
  #codeUsedUntilMs = 0;
  readonly steps: SignInStep[] = [];
  usedTotp = false;
  /** A form with a password or a code has left, or may have: nothing is sent again by itself. */
  sent = false;
  host: string | null = null;
  matchedPattern: string | null = null;

  constructor(sessions: Sessions, request: SignInRequest, ports: SignInPorts, interceptor: Interceptor | undefined) {
    this.#sessions = sessions;
    this.#request = request;
    this.#ports = ports;
    this.#interceptor = interceptor;
  }

  get hasCodes(): boolean {
    return this.#secrets === undefined || this.#secrets.values.codeAt !== null;
  }

  /** Writes what the form takes, and sends it. False: it was filled only, because nobody wanted more. */
  async fillAndSend({ plan, view }: Found): Promise<boolean> {
    const draft = orderOf(plan, view, ["username", "password", "totp"]);
    const refusal = sendRefusal(draft, this.#request.mode, this.#ports.judge);
    if (refusal !== null) throw new SignInStop(refusal);
    const secrets = await this.#lease(view);
    const { order, values } = await this.#prepare(plan, view, secrets);
    const isWire = this.#interceptor !== undefined && order.fields.some(({ role }) => role === "password");
    const standIn = isWire ? makeStandIn(this.#ports.randomBytes) : undefined;
    const shown = order.fields.map(
      ({ role }, at) => (role === "password" ? (standIn ?? values[at]) : values[at]) ?? "",
    );
    const oneGo = this.#request.submit && standIn === undefined && plan.kind !== "code";
    const answer = await this.#fill(view.world, order, shown, oneGo);
    this.#note(order, standIn !== undefined);
    if (!this.#request.submit) return false;
    if (!oneGo) await pass(this.#ports.clock, SETTLE_MS);
    if (standIn !== undefined)
      await this.#interceptor?.arm(
        { frameId: view.world.frame.frameId, standIn, value: secrets.password ?? "" },
        this.#sessions.ids,
      );
    if (!answer.sent) await this.#press(view.world, order, plan.kind === "code");
    this.steps.push({ step: "submit", outcome: "sent" });
    return true;
  }

  /** Empties what was written and not sent. */
  async wipe(): Promise<void> {
    for (const world of this.#written.splice(0)) await this.#sessions.call(world, "wipe").catch(orGone);
  }

  /** No value is held any longer. */
  forget(): void {
    this.#secrets = undefined;
    this.#interceptor?.disarm();
  }

  async #lease({ page, verdict }: Found["view"]): Promise<Secrets> {
    if (verdict.kind !== "allowed") throw new SignInStop("host_not_allowed");
    if (this.#secrets?.origin === page.origin) return this.#secrets.values;
    const { host, matchedPattern } = verdict;
    const lease = await this.#ports.lease({ host, matchedPattern, origin: page.origin });
    if (!lease.ok) throw new SignInStop("lease_refused", lease.details);
    this.host = host;
    this.matchedPattern = matchedPattern;
    this.#secrets = { origin: page.origin, values: lease.secrets };
    return lease.secrets;
  }

  /** The order for what the credential has; a password or code that the form needs and nobody has ends the run. */
  async #prepare(plan: Plan, view: Found["view"], secrets: Secrets): Promise<{ order: WriteOrder; values: string[] }> {
    const roles: Role[] = [];
    if (secrets.username !== null) roles.push("username");
    if (plan.kind === "login" && secrets.password === null)
      throw new SignInStop("no_login_form", { missing: "password" });
    if (secrets.password !== null) roles.push("password");
    const code = plan.form.code.length > 0 && plan.kind !== "username_step" ? await this.#code(secrets) : undefined;
    if (code !== undefined) roles.push("totp");
    if (plan.kind === "code" && code === undefined) throw new SignInStop("otp_required");
    if (plan.kind === "username_step" && secrets.username === null)
      throw new SignInStop("no_login_form", { missing: "username" });
    const order = orderOf(plan, view, roles);
    const letters = lettersFor(order, code ?? "");
    const values = order.fields.map(({ role }) => {
      if (role === "username") return secrets.username ?? "";
      return role === "password" ? (secrets.password ?? "") : (letters.shift() ?? "");
    });
    return { order, values };
  }

  async #code(secrets: Secrets): Promise<string | undefined> {
    const code = await freshCode(secrets, this.#ports, this.#codeUsedUntilMs);
    if (code === undefined) return undefined;
    this.#codeUsedUntilMs = code.expiresAtMs;
    this.usedTotp = true;
    return code.code;
  }

  async #fill(world: World, order: WriteOrder, values: readonly string[], send: boolean): Promise<{ sent: boolean }> {
    this.#written.push(world);
    if (send) this.sent ||= this.#isSecret(order);
    const inputs = [{ value: order }, { value: values }, { value: send }];
    return this.#heed(await this.#sessions.call(world, "fill", ...inputs).catch(orCutOff), order, send);
  }

  /** A page takes a moment to allow its button after the fields have changed. */
  async #press(world: World, order: WriteOrder, mayBeGone: boolean): Promise<void> {
    const until = this.#ports.clock.now() + BUTTON_WAIT_MS;
    this.sent ||= this.#isSecret(order);
    for (;;) {
      if (this.#ports.isCancelled()) this.#cancel();
      const called = await this.#sessions.call(world, "send", { value: order }).catch(orCutOff);
      if (mayBeGone && !isAnswer(called)) return; // its document has gone on
      if (mayBeGone && isRefused(called)) return; // the page sent the code by itself, as it does after its last digit
      const { sent } = this.#heed(called, order, true);
      if (sent || (mayBeGone && this.#ports.clock.now() >= until)) return;
      if (this.#ports.clock.now() >= until) {
        this.sent = false;
        throw new SignInStop("no_login_form", { missing: "submit" });
      }
      await pass(this.#ports.clock, BUTTON_POLL_MS);
    }
  }

  #cancel(): never {
    this.sent = false;
    throw new SignInStop("cancelled");
  }

  /** A call whose document went in the middle may have sent its form, so it counts as sent; nothing was written by any other. */
  #heed(called: unknown, order: WriteOrder, mayHaveSent: boolean): { sent: boolean } {
    if (called === CUT_OFF && mayHaveSent) return { sent: true };
    if (isAnswer(called) && called.ok) return called;
    this.sent = false;
    if (!isAnswer(called) || called.ok) throw new SignInStop("page_changed");
    const isGet = called.code === "action_not_allowed" && order.method === "none" && this.#request.mode === "wire";
    throw new SignInStop(isGet ? "not_substituted" : called.code);
  }

  #isSecret = (order: WriteOrder): boolean => order.fields.some(({ role }) => role !== "username");

  #note(order: WriteOrder, isWire: boolean): void {
    for (const role of new Set(order.fields.map((field) => field.role)))
      this.steps.push({ step: role, outcome: role === "password" && isWire ? "substituted" : "filled" });
  }
}

const CUT_OFF = "cut off";
/** A call that was cut off may have done its work; one that found nothing to call has done none. */
function orCutOff(fault: unknown): string | undefined {
  return fault instanceof CdpRefused && fault.refusal === "interrupted" ? CUT_OFF : orGone(fault);
}

const isAnswer = (value: unknown): value is WriteAnswer =>
  typeof value === "object" && value !== null && "ok" in value && typeof value.ok === "boolean";
const isRefused = (value: unknown): boolean => isAnswer(value) && !value.ok;

/** The sessions of the page, with what `wire` needs in place before anything is attached. */
export async function openSessions(
  client: CdpClient,
  request: SignInRequest,
  ports: SignInPorts,
): Promise<{ sessions: Sessions; interceptor: Interceptor | undefined }> {
  const isAllowed = (url: string) => ports.judge(url).kind === "allowed";
  const interceptor = request.mode === "wire" ? new Interceptor(client, isAllowed) : undefined;
  await interceptor?.start(request.allowedDomains);
  const worldName = `w${makeStandIn(ports.randomBytes)}`;
  const sessions = new Sessions(client, worldName, async (sessionId) => interceptor?.prepare(sessionId));
  return { sessions, interceptor };
}
