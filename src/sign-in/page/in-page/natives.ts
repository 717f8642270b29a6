import type { PageElement, PageForm, PageNode, PageRoot, PageType, PageWindow } from "./dom";

/**
 * In-page code runs in an isolated world of the page, as text that `kitText` puts together from the methods of these classes. So
 * a method refers to `this`, its arguments and what the language has; it names nothing of its module, and gives no function a
 * name, because a bundler would wrap such a function in a helper that the page lacks. The kit has no constructor and no `super`.
 *
 * A form shows its fields as properties of its own, and a document its images: `<input name="getAttribute">` hides the method.
 * So whatever may be a form or a document is asked through the prototypes of the isolated world, which no page can reach.
 */
export abstract class Natives {
  abstract readonly window: PageWindow;

  get<T extends object, K extends keyof T>(type: PageType<T>, target: T, key: K): T[K] {
    return Reflect.get(type.prototype, key, target) as T[K];
  }

  attribute(element: PageElement, name: string): string {
    return this.get(this.window.Element, element, "getAttribute").call(element, name) ?? "";
  }

  has(element: PageElement, name: string): boolean {
    return this.get(this.window.Element, element, "hasAttribute").call(element, name);
  }

  tag(element: PageElement): string {
    return this.get(this.window.Element, element, "localName");
  }

  isForm(element: PageElement): element is PageForm {
    return element instanceof this.window.HTMLFormElement;
  }

  /** The element around, also across the border of an open shadow root; null at the top. */
  parent(element: PageElement): PageElement | null {
    const above = this.get(this.window.Node, element as PageNode, "parentNode");
    if (above === null) return null;
    const type = this.get(this.window.Node, above, "nodeType");
    if (type === 1) return above as PageElement;
    return type === 11 && "host" in above ? (above.host as PageElement) : null;
  }

  isInside(element: PageElement, outer: PageElement): boolean {
    for (let at: PageElement | null = element; at !== null; at = this.parent(at)) if (at === outer) return true;
    return false;
  }

  all(root: PageRoot, selectors: string): PageElement[] {
    const type = this.get(this.window.Node, root as PageNode, "nodeType");
    const owner = type === 9 ? this.window.Document : this.window.Element;
    if (type === 11) return Array.from(root.querySelectorAll(selectors));
    return Array.from(this.get<PageRoot, "querySelectorAll">(owner, root, "querySelectorAll").call(root, selectors));
  }

  /** Every element in the order of the document, those in open shadow roots behind their host. */
  elements(root: PageRoot, limit: number): PageElement[] {
    const found: PageElement[] = [];
    const todo: PageElement[] = this.all(root, "*").reverse();
    while (todo.length > 0 && found.length < limit) {
      const element = todo.pop() as PageElement;
      found.push(element);
      const shadow = this.get(this.window.Element, element, "shadowRoot");
      if (shadow !== null) todo.push(...this.all(shadow, "*").reverse());
    }
    return found;
  }

  short(text: string, limit: number): string {
    return text
      .slice(0, limit * 4)
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, limit);
  }

  textOf(element: PageElement, limit: number): string {
    if (!(element instanceof this.window.HTMLElement)) return "";
    return this.short(this.get(this.window.HTMLElement, element, "innerText"), limit);
  }
}
