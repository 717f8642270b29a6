import type { PageElement, PageInput } from "./dom";
import { Visibility } from "./visibility";

/** The words that name a field or a button, as people and screen readers find them. */
export abstract class Labels extends Visibility {
  byIds(ids: string): string {
    if (ids.trim() === "") return "";
    const root = this.all(this.window.document, "[id]");
    const wanted = ids.trim().split(/\s+/).slice(0, 5);
    const named = wanted.flatMap((id) => root.filter((other) => this.attribute(other, "id") === id).slice(0, 1));
    return named.map((other) => this.textOf(other, 120)).join(" ");
  }

  labelOf(field: PageInput): string {
    const own = Array.from(field.labels ?? []).map((label) => this.textOf(label, 120));
    const aria = [this.attribute(field, "aria-label"), this.byIds(this.attribute(field, "aria-labelledby"))];
    const more = [this.attribute(field, "title"), this.attribute(field, "aria-placeholder")];
    const texts = [...own, ...aria, ...more].map((text) => this.short(text, 120)).filter((text) => text !== "");
    return this.short([...new Set(texts)].join(" "), 160);
  }

  /** The nearest text before a field, up to four levels up, but never past another field or button. */
  nearText(field: PageElement): string {
    let at: PageElement = field;
    for (let level = 0; level < 4; level += 1) {
      const above = this.parent(at);
      if (above === null || this.isForm(above)) return "";
      const text = this.textBefore(above, at);
      if (text !== "") return text;
      at = above;
      if (this.all(above, "input:not([type=hidden]),select,textarea").length > 1) return "";
    }
    return "";
  }

  textBefore(above: PageElement, element: PageElement): string {
    const nodes = Array.from(Reflect.get(this.window.Node.prototype, "childNodes", above) as ArrayLike<PageElement>);
    const before = nodes.slice(0, nodes.indexOf(element)).reverse();
    for (const node of before) {
      const isElement = this.get(this.window.Node, node, "nodeType") === 1;
      if (
        isElement &&
        (node.matches("input,select,textarea,button") || this.all(node, "input,select,textarea").length > 0)
      )
        return "";
      const text = isElement ? this.textOf(node, 80) : this.short(node.textContent ?? "", 80);
      if (text !== "") return text;
    }
    return "";
  }

  buttonText(button: PageElement, value: string): string {
    const picture = this.all(button, "img[alt],svg[aria-label],[title]");
    const texts = [
      this.textOf(button, 80),
      this.short(value, 80),
      this.short(this.attribute(button, "aria-label"), 80),
      this.short(this.byIds(this.attribute(button, "aria-labelledby")), 80),
      this.short(this.attribute(button, "title"), 80),
      this.short(this.attribute(button, "alt"), 80),
      ...picture.slice(0, 3).map((other) => this.attribute(other, "alt") || this.attribute(other, "aria-label")),
    ];
    return this.short([...new Set(texts.filter((text) => text !== ""))].join(" "), 120);
  }
}
