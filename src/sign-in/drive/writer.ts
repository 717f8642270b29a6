import { CdpRefused } from "../cdp/faults";
import type { WriteAnswer, WriteOrder } from "../page/order";
import type { Plan } from "../page/plan";
import type { Interceptor } from "../wire/interceptor";
import { makeStandIn } from "../wire/stand-in";
import { freshCode } from "./codes";
import type { Found } from "./find";
import { lettersFor, orderOf, type Role, sendRefusal } from "./orders";
import { type SignInStep, SignInStop } from "./outcome";
import type { Secrets, SignInPorts, SignInProgress, SignInRequest } from "./ports";
import { orGone, type Sessions, type World } from "./sessions";
import { pass, requireWanted, unlessCancelled } from "./waits";

/** The page's own handlers have had their turn with the stand-in by then; what begins later is the form that leaves. */
const SETTLE_MS = 150;
const BUTTON_WAIT_MS = 3_000;
const BUTTON_POLL_MS = 100;

/** A form that was written and was not to be sent. */
export type Written = { readonly world: World; readonly order: WriteOrder };

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
  /** What `sent` was before the form that is at hand. */
  #sentBefore = false;
  #progress: SignInProgress;
  /** A form with a password or a code has left, or may have: nothing is sent again by itself. */
  sent = false;

  constructor(sessions: Sessions, request: SignInRequest, ports: SignInPorts, interceptor: Interceptor | undefined) {
    this.#sessions = sessions;
    this.#request = request;
    this.#ports = ports;
    this.#interceptor = interceptor;
    this.#progress = startOf(request);
  }

  get hasCodes(): boolean {
    if (this.#secrets === undefined) return this.#request.has?.includes("totp") ?? true;
    return this.#secrets.values.codeAt !== null;
  }

  get progress(): SignInProgress {
    return this.#progress;
  }

  /** Writes what the form takes, and sends it, unless nobody wants it sent: then what was written is the answer. */
  async fillAndSend({ plan, view }: Found): Promise<Written | undefined> {
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
    const { world } = view;
    this.#sentBefore = this.sent;
    const isSent = await this.#fill(world, { order, isCode: plan.kind === "code", isWire }, shown);
    this.#note(order, standIn !== undefined);
    if (!this.#request.submit) return { world, order };
    if (standIn !== undefined)
      this.#interceptor?.arm({ frameId: world.frame.frameId, standIn, value: secrets.password ?? "" });
    if (!isSent) await this.#press(world, order, plan.kind === "code");
    this.#tell({ steps: [...this.#progress.steps, { step: "submit", outcome: "sent" }] });
    return undefined;
  }

  /** Empties what was written and stands there still. */
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
    const place = { host, matchedPattern, origin: page.origin };
    const lease = await unlessCancelled(this.#ports, this.#ports.lease(place));
    if (!lease.ok) throw new SignInStop(lease.code, lease.details);
    this.#secrets = { origin: page.origin, values: lease.secrets };
    this.#tell({ host, matchedPattern });
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
    this.#tell({ usedTotp: true });
    return code.code;
  }

  /** True: it has left already. Where it need not be armed first, all happens in one go; a page may send a code by itself. */
  async #fill(
    world: World,
    { order, isCode, isWire }: { order: WriteOrder; isCode: boolean; isWire: boolean },
    values: readonly string[],
  ): Promise<boolean> {
    const oneGo = this.#request.submit && !isWire && !isCode;
    if (oneGo || isCode) await this.#beforeSend(order);
    requireWanted(this.#ports);
    this.#written.push(world);
    const inputs = [{ value: order }, { value: values }, { value: oneGo }];
    const called = await this.#sessions.call(world, "fill", ...inputs).catch(orCutOff);
    const { sent } = this.#heed(called, order, oneGo);
    if (oneGo && !sent) this.#nothingLeft();
    if (!oneGo && this.#request.submit)
      await Promise.all([
        pass(this.#ports, SETTLE_MS),
        ...(isWire ? [this.#interceptor?.passWorkersBy(this.#sessions.ids)] : []),
      ]);
    return sent;
  }

  /** Presses once. A page takes a moment to allow its button after the fields have changed. */
  async #press(world: World, order: WriteOrder, isCode: boolean): Promise<void> {
    await this.#beforeSend(order);
    const until = this.#ports.clock.now() + BUTTON_WAIT_MS;
    for (;;) {
      this.sent ||= isSecret(order);
      const called = await this.#sessions.call(world, "send", { value: order }).catch(orCutOff);
      // Its document has gone on, or the page sent the code by itself, as it does after its last digit.
      if (isCode && (!isAnswer(called) || !called.ok)) return;
      if (this.#heed(called, order, true).sent) return;
      const isOver = this.#ports.clock.now() >= until;
      if (isCode && isOver) return;
      if (!isCode) this.#nothingLeft();
      if (isOver) throw new SignInStop("no_login_form", { missing: "submit" });
      await pass(this.#ports, BUTTON_POLL_MS);
    }
  }

  /** Whoever asked for the run has it in writing before anything leaves. */
  async #beforeSend(order: WriteOrder): Promise<void> {
    if (isSecret(order)) await unlessCancelled(this.#ports, this.#ports.beforeSend());
    requireWanted(this.#ports);
    this.sent ||= isSecret(order);
  }

  /** The form at hand has not left, that is certain. */
  #nothingLeft(): void {
    this.sent = this.#sentBefore;
  }

  /** A call whose document went in the middle may have sent its form, so it counts as sent; nothing was written by any other. */
  #heed(called: unknown, order: WriteOrder, mayHaveSent: boolean): { sent: boolean } {
    if (called === CUT_OFF && mayHaveSent) return { sent: true };
    if (isAnswer(called) && called.ok) return called;
    this.#nothingLeft();
    if (!isAnswer(called) || called.ok) throw new SignInStop("page_changed");
    const isGet = called.code === "action_not_allowed" && order.method === "none" && this.#request.mode === "wire";
    throw new SignInStop(isGet ? "not_substituted" : called.code);
  }

  #note(order: WriteOrder, isWire: boolean): void {
    const steps = [...new Set(order.fields.map(({ role }) => role))].map((step): SignInStep => {
      return { step, outcome: step === "password" && isWire ? "substituted" : "filled" };
    });
    this.#tell({ steps: [...this.#progress.steps, ...steps] });
  }

  #tell(news: Partial<SignInProgress>): void {
    this.#progress = { ...this.#progress, ...news };
    this.#ports.onProgress(this.#progress);
  }
}

/** What is known of a run that has done nothing yet. */
export const startOf = ({ mode }: SignInRequest): SignInProgress => {
  return { mode, host: null, matchedPattern: null, steps: [], usedTotp: false };
};

const isSecret = (order: WriteOrder): boolean => order.fields.some(({ role }) => role !== "username");

const CUT_OFF = "cut off";
/** A call that was cut off may have done its work; one that found nothing to call has done none. */
function orCutOff(fault: unknown): string | undefined {
  return fault instanceof CdpRefused && fault.refusal === "interrupted" ? CUT_OFF : orGone(fault);
}

const isAnswer = (value: unknown): value is WriteAnswer =>
  typeof value === "object" && value !== null && "ok" in value && typeof value.ok === "boolean";
