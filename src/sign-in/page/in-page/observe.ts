import type { ObservedButton, ObservedDocument, ObservedField, ObservedGroup } from "../observation";
import type { PageButton, PageElement, PageForm, PageInput } from "./dom";
import { Labels } from "./labels";

/** Tells what stands on the page. It judges nothing: the words that forms are known by stay outside the page. */
export abstract class Observe extends Labels {
  /** The elements of the last observation: `kept[ref]` is the one that was told as `ref`. */
  abstract kept: PageElement[];

  observe(): ObservedDocument {
    this.kept = [];
    const { document } = this.window;
    const elements = this.elements(document, 60_000);
    const inputs = elements.filter((element): element is PageInput => this.isField(element));
    const presses = elements.filter((element) => this.isButton(element));
    const fields = inputs.slice(0, 200);
    const buttons = presses.slice(0, 300);
    const groupOf = this.groupsFor(fields, buttons);
    const groups = [...new Set(groupOf.values())];
    return {
      url: this.get(this.window.Document, document, "URL").slice(0, 16_384),
      origin: this.window.origin,
      title: this.short(this.get(this.window.Document, document, "title"), 120),
      headings: this.headingsIn(elements),
      groups: groups.map((group) => this.groupFacts(group)),
      fields: fields.map((field) => this.fieldFacts(field, groups.indexOf(groupOf.get(field) as PageElement))),
      buttons: buttons.map((button) => this.buttonFacts(button, groupOf, groups, fields)),
      challenges: this.challengesIn(elements),
      truncated: inputs.length > fields.length || presses.length > buttons.length,
    };
  }

  keep(element: PageElement): number {
    return this.kept.push(element) - 1;
  }

  isField(element: PageElement): boolean {
    const tag = this.tag(element);
    if (tag === "select" || tag === "textarea") return true;
    if (tag !== "input") return false;
    return !["hidden", "submit", "button", "image", "reset", "file", "range", "color"].includes(
      (element as PageInput).type,
    );
  }

  isButton(element: PageElement): boolean {
    const tag = this.tag(element);
    if (tag === "button") return true;
    if (tag === "input") return ["submit", "button", "image"].includes((element as PageInput).type);
    if (tag === "form" || tag === "html" || tag === "body") return false;
    const role = this.attribute(element, "role");
    if (role === "button") return true;
    const looks = /\b(btn|button|submit)/i.test(`${this.attribute(element, "class")} ${this.attribute(element, "id")}`);
    if (tag === "a")
      return looks || this.has(element, "onclick") || /^(#|javascript:)/.test(this.attribute(element, "href"));
    return looks && this.has(element, "onclick");
  }

  /** The group of each field and button: its form, else the smallest element around a field that holds a button as well. */
  groupsFor(fields: PageInput[], buttons: PageElement[]): Map<PageElement, PageElement> {
    const groupOf = new Map<PageElement, PageElement>();
    const loose: PageElement[] = [];
    for (const element of [...fields, ...buttons]) {
      const form = this.formOf(element);
      if (form !== null) groupOf.set(element, form);
      else loose.push(element);
    }
    const areas = loose.filter((element) => this.isField(element)).map((field) => this.areaOf(field, buttons));
    const outermost = areas.filter((area) => !areas.some((other) => other !== area && this.isInside(area, other)));
    for (const element of loose) {
      const area = outermost.find((other) => this.isInside(element, other));
      if (area !== undefined) groupOf.set(element, area);
    }
    return groupOf;
  }

  formOf(element: PageElement): PageForm | null {
    const tag = this.tag(element);
    if (tag === "input" || tag === "button" || tag === "select" || tag === "textarea") {
      const { form } = element as PageInput;
      if (form !== null) return form;
    }
    for (let at = this.parent(element); at !== null; at = this.parent(at)) if (this.isForm(at)) return at;
    return null;
  }

  areaOf(field: PageElement, buttons: PageElement[]): PageElement {
    let at: PageElement = field;
    for (let above = this.parent(at); above !== null && this.tag(above) !== "html"; above = this.parent(above)) {
      at = above;
      const around = above;
      const inside = buttons.filter((button) => this.tag(button) !== "a" && this.isInside(button, around));
      if (inside.some((button) => this.isSender(button))) break;
    }
    return at;
  }

  /** A button with words of some length; an eye or a cross beside a field has none. */
  isSender(button: PageElement): boolean {
    const value = this.tag(button) === "input" ? (button as PageButton).value : "";
    const text = this.buttonText(button, value);
    return text.length > 1 && !/show|hide|toggle|clear|visib|reveal|anzeigen|afficher|mostrar|показать/i.test(text);
  }

  /** `none` where the form says nothing: mostly it is a script that sends it, and only where none does it is a GET. */
  methodOf(form: PageForm): string {
    return this.has(form, "method") ? this.get(this.window.HTMLFormElement, form, "method") : "none";
  }

  groupFacts(group: PageElement): ObservedGroup {
    const form = this.isForm(group) ? group : null;
    const inner = this.elements(group, 5_000);
    return {
      ref: this.keep(group),
      isForm: form !== null,
      id: this.attribute(group, "id").slice(0, 100),
      name: this.attribute(group, "name").slice(0, 100),
      classes: this.attribute(group, "class").slice(0, 200),
      action: form === null ? null : this.get(this.window.HTMLFormElement, form, "action").slice(0, 4096),
      method: form === null ? "" : this.methodOf(form),
      text: this.textOf(group, 1500),
      headings: [...this.headingsAbove(group), ...this.headingsIn(inner)].slice(0, 8),
    };
  }

  fieldFacts(field: PageInput, group: number): ObservedField {
    const tag = this.tag(field);
    const label = this.labelOf(field);
    return {
      ref: this.keep(field),
      group,
      tag: tag === "select" || tag === "textarea" ? tag : "input",
      type: tag === "input" ? field.type : tag,
      name: this.attribute(field, "name").slice(0, 100),
      id: this.attribute(field, "id").slice(0, 100),
      classes: this.attribute(field, "class").slice(0, 200),
      autocomplete: this.attribute(field, "autocomplete").slice(0, 100),
      placeholder: this.short(this.attribute(field, "placeholder"), 120),
      label,
      near: label === "" ? this.nearText(field) : "",
      maxLength: tag === "input" ? field.maxLength : -1,
      inputMode: this.attribute(field, "inputmode").slice(0, 20),
      hidden: this.hiddenReason(field),
      enabled:
        !field.matches(":disabled") && field.readOnly !== true && this.attribute(field, "aria-disabled") !== "true",
      filled: tag === "input" && typeof field.value === "string" && field.value !== "",
    };
  }

  buttonFacts(
    button: PageElement,
    groupOf: Map<PageElement, PageElement>,
    groups: PageElement[],
    fields: PageInput[],
  ): ObservedButton {
    const tag = this.tag(button);
    const native = tag === "button" || tag === "input" ? (button as PageButton) : null;
    const group = groupOf.get(button);
    const inGroup = fields.filter((field) => group !== undefined && groupOf.get(field) === group);
    const before = inGroup.filter((field) => (field.compareDocumentPosition(button) & 4) !== 0);
    return {
      ref: this.keep(button),
      group: group === undefined ? null : groups.indexOf(group),
      kind: native?.type ?? (tag === "a" ? "link" : "role"),
      text: this.buttonText(button, tag === "input" && native !== null ? native.value : ""),
      name: this.attribute(button, "name").slice(0, 100),
      id: this.attribute(button, "id").slice(0, 100),
      classes: this.attribute(button, "class").slice(0, 200),
      hidden: this.hiddenReason(button),
      enabled: !button.matches(":disabled") && this.attribute(button, "aria-disabled") !== "true",
      action: native !== null && this.has(button, "formaction") ? native.formAction.slice(0, 4096) : null,
      fieldsBefore: before.length,
    };
  }

  headingsIn(elements: PageElement[]): string[] {
    const found = elements.filter(
      (element) => /^(h[1-4]|legend)$/.test(this.tag(element)) || this.attribute(element, "role") === "heading",
    );
    const shown = found
      .filter((element) => this.hiddenReason(element) === null)
      .map((element) => this.textOf(element, 100));
    return [...new Set(shown.filter((text) => text !== ""))].slice(0, 8);
  }

  /** The heading that stands before a form, where an element around it holds no other form. */
  headingsAbove(group: PageElement): string[] {
    for (
      let above = this.parent(group), level = 0;
      above !== null && level < 4;
      above = this.parent(above), level += 1
    ) {
      if (this.all(above, "form").length > 1) return [];
      const found = this.headingsIn(this.all(above, "h1,h2,h3,h4,legend,[role=heading]"));
      if (found.length > 0) return found.slice(0, 3);
    }
    return [];
  }

  /** A CAPTCHA that has its answer stays where it is, and asks for nothing any more. */
  isSolved(elements: PageElement[]): boolean {
    const answers = elements.filter((element) =>
      /^(g-recaptcha|h-captcha|cf-turnstile)-response$/.test(this.attribute(element, "name")),
    );
    return answers.length > 0 && answers.every((element) => ((element as PageInput).value ?? "") !== "");
  }

  challengesIn(elements: PageElement[]): string[] {
    const known =
      /recaptcha|hcaptcha|challenges\.cloudflare\.com|turnstile|arkoselabs|funcaptcha|geetest|datadome|captcha/i;
    const found: string[] = [];
    if (this.isSolved(elements)) return found;
    for (const element of elements) {
      const tag = this.tag(element);
      if (!["iframe", "img", "input", "canvas"].includes(tag) && !this.has(element, "data-sitekey")) continue;
      const about = ["src", "id", "name", "class", "title", "alt", "placeholder"].map((name) =>
        this.attribute(element, name),
      );
      const word = this.has(element, "data-sitekey") ? "sitekey" : known.exec(about.join(" ").slice(0, 2000))?.[0];
      if (word === undefined || /size=invisible|grecaptcha-badge/i.test(about.join(" "))) continue;
      if (this.attribute(element, "data-size") === "invisible" || this.attribute(element, "type") === "hidden")
        continue;
      if (this.hiddenReason(element) === null && !found.includes(word)) found.push(word.toLowerCase());
    }
    return found.slice(0, 5);
  }
}
