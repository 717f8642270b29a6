import type { FrameFacts, OrderedField, WriteAnswer, WriteFault, WriteOrder } from "../order";
import type { PageButton, PageElement, PageForm, PageInput } from "./dom";
import { Observe } from "./observe";

/**
 * Writes and sends. Each method is one synchronous call: JavaScript runs to its end, so no script of the page comes between a
 * check and what it allows, but for the handlers of the events that are given out here; after those everything is checked again.
 */
export abstract class Write extends Observe {
  /** Fields that hold a value of ours. */
  abstract written: PageInput[];
  /** What was found when a form was about to leave: null while all was well. */
  abstract stopped: WriteFault | null;
  abstract guarded: WriteOrder | null;
  abstract guardedForm: PageElement | null;

  /** Why the order can't be carried out any more, or null. */
  fault(order: WriteOrder): WriteFault | null {
    if (this.window.origin !== order.origin) return "page_changed";
    const group = this.kept[order.group];
    if (group === undefined || !this.get(this.window.Node, group, "isConnected")) return "page_changed";
    if (this.isForm(group) !== order.isForm) return "page_changed";
    for (const field of order.fields) {
      const fault = this.fieldFault(field, group);
      if (fault !== null) return fault;
    }
    if (this.countPasswords(group, order) > 1) return "looks_like_registration";
    return this.isForm(group) ? this.sendFault(order, group, this.kept[order.submit ?? -1] ?? null) : null;
  }

  fieldFault({ ref, role, type }: OrderedField, group: PageElement): WriteFault | null {
    const field = this.kept[ref];
    if (field === undefined || !this.isInput(field) || !field.isConnected) return "page_changed";
    if (role === "password" && field.type !== "password") return "not_a_password_field";
    if (field.type !== type) return "page_changed";
    if (field.matches(":disabled") || field.readOnly || this.hiddenReason(field) !== null) return "hidden_field_only";
    return this.isInside(field, group) || field.form === group ? null : "page_changed";
  }

  isInput(element: PageElement): element is PageInput {
    return element instanceof this.window.HTMLInputElement;
  }

  /** Visible password fields of the group, but for those that a one-time code goes into. */
  countPasswords(group: PageElement, order: WriteOrder): number {
    const codes = order.fields.filter(({ role }) => role === "totp").map(({ ref }) => this.kept[ref]);
    const all = this.elements(this.window.document, 60_000).filter((element): element is PageInput =>
      this.isInput(element),
    );
    const own = all.filter(
      (field) => field.type === "password" && (field.form === group || this.isInside(field, group)),
    );
    return own.filter((field) => !codes.includes(field) && this.hiddenReason(field) === null).length;
  }

  /** The address and the method with which the form would leave now, beside those that were judged. */
  sendFault(order: WriteOrder, form: PageForm, button: PageElement | null): WriteFault | null {
    const action = this.get(this.window.HTMLFormElement, form, "action");
    if (action.slice(0, 4096) !== order.action || this.methodOf(form) !== order.method) return "action_not_allowed";
    const own =
      button !== null && this.has(button, "formaction") ? (button as PageButton).formAction.slice(0, 4096) : null;
    if (own !== order.submitAction) return "action_not_allowed";
    return button !== null && this.has(button, "formmethod") ? "action_not_allowed" : null;
  }

  /** Writes all fields, then sends if `send` is set and the button can be pressed. Nothing stays written where it fails. */
  fill(order: WriteOrder, values: readonly string[], send: boolean): WriteAnswer {
    for (const [at, { ref }] of order.fields.entries()) {
      // Before each: the handlers of the field before may have changed the one that comes.
      const fault = this.fault(order);
      if (fault !== null) return this.undone(fault);
      const field = this.kept[ref] as PageInput;
      this.written.push(field);
      this.put(field, values[at] ?? "");
    }
    const after = this.fault(order) ?? this.changed(order, values);
    if (after !== null) return this.undone(after);
    return send ? this.send(order) : { ok: true, sent: false };
  }

  changed(order: WriteOrder, values: readonly string[]): WriteFault | null {
    const isSame = order.fields.every(({ ref }, at) => (this.kept[ref] as PageInput).value === values[at]);
    return isSame ? null : "page_changed";
  }

  /** The setter of the prototype, since frameworks put their own on the element; then the events that they listen to. */
  put(field: PageInput, value: string): void {
    Reflect.set(this.window.HTMLInputElement.prototype, "value", value, field);
    for (const type of ["input", "change"])
      field.dispatchEvent(new this.window.Event(type, { bubbles: true, composed: true }));
  }

  /** Presses the button, or sends a form without one. Not sent: the button waits for the page to allow it. */
  send(order: WriteOrder): WriteAnswer {
    const fault = this.fault(order);
    if (fault !== null) return this.undone(fault);
    const group = this.kept[order.group] as PageElement;
    const button = this.kept[order.submit ?? -1];
    if (button?.matches(":disabled") || (button !== undefined && this.attribute(button, "aria-disabled") === "true"))
      return { ok: true, sent: false };
    this.guard(order);
    if (button !== undefined) this.get(this.window.HTMLElement, button, "click").call(button);
    else if (this.isForm(group)) this.get(this.window.HTMLFormElement, group, "requestSubmit").call(group);
    else return { ok: true, sent: false };
    if (this.stopped === null) return { ok: true, sent: true };
    return this.undone(this.stopped);
  }

  undone(code: WriteFault): WriteAnswer {
    this.wipe();
    return { ok: false, code };
  }

  /** The last listener of all: a form that no script took over leaves only as it was judged, and never as a GET. */
  guard(order: WriteOrder): void {
    const isNew = this.guarded === null;
    this.guarded = order;
    this.guardedForm = this.kept[order.group] ?? null;
    this.stopped = null;
    if (!isNew) return;
    this.window.addEventListener("submit", (event) => {
      const fault =
        event.target === this.guardedForm && !event.defaultPrevented ? this.leavingFault(event.submitter) : null;
      if (fault === null) return;
      this.stopped = fault;
      event.preventDefault();
      event.stopImmediatePropagation();
    });
  }

  leavingFault(submitter: PageButton | null): WriteFault | null {
    const { guarded, guardedForm } = this;
    if (guarded === null || guardedForm === null || !this.isForm(guardedForm)) return null;
    return this.wouldShow(guarded) ? "action_not_allowed" : this.sendFault(guarded, guardedForm, submitter);
  }

  /** A form without a method that no script takes over puts its password into an address. */
  wouldShow(order: WriteOrder): boolean {
    return order.method === "none" && order.fields.some(({ role }) => role === "password");
  }

  /** Empties what was written here and is there still. Says how many fields that were. */
  wipe(): number {
    const fields = this.written.filter((field) => field.isConnected && field.value !== "");
    for (const field of fields) this.put(field, "");
    this.written = [];
    return fields.length;
  }

  elementOf(ref: number): PageElement | null {
    return this.kept[ref] ?? null;
  }

  /** Empties fields that another run has filled, those that stand in this document still. Says how many are empty now. */
  empty(...elements: PageElement[]): number {
    const fields = elements.filter(
      (element): element is PageInput =>
        this.isInput(element) && element.isConnected && element.ownerDocument === this.window.document,
    );
    for (const field of fields) this.put(field, "");
    return fields.filter(({ value }) => value === "").length;
  }

  /** The numbers of the elements that the selectors name: the first visible one, in open shadow roots as well. */
  match(selectors: Readonly<Record<string, string>>): Record<string, number | null> {
    const elements = this.kept.filter((element) => this.isField(element) || this.isButton(element));
    return Object.fromEntries(
      Object.entries(selectors).map(([name, selector]) => {
        const found = elements.filter((element) => this.matchesSafely(element, selector));
        const first = found.find((element) => this.hiddenReason(element) === null) ?? found[0];
        return [name, first === undefined ? null : this.kept.indexOf(first)];
      }),
    );
  }

  matchesSafely(element: PageElement, selector: string): boolean {
    try {
      return element.matches(selector);
    } catch {
      return false;
    }
  }

  shows(selector: string): boolean {
    return this.elements(this.window.document, 60_000).some(
      (element) => this.matchesSafely(element, selector) && this.hiddenReason(element) === null,
    );
  }

  frameFacts(frame: PageElement): FrameFacts {
    return { isHidden: this.hiddenReason(frame) !== null, isSandboxed: this.has(frame, "sandbox") };
  }
}
