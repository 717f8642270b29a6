/**
 * The part of the DOM that the in-page code uses, by structure. The Worker's own types and the DOM's name many things alike, so
 * a program can't have both; these have names that neither has.
 */
export interface PageNode {
  readonly nodeType: number;
  readonly parentNode: PageNode | null;
  readonly isConnected: boolean;
  readonly ownerDocument: PageDocument | null;
  readonly textContent: string | null;
  readonly baseURI: string;
  contains(other: PageNode | null): boolean;
  compareDocumentPosition(other: PageNode): number;
}
export interface PageRoot extends PageNode {
  querySelectorAll(selectors: string): ArrayLike<PageElement>;
}
export interface PageShadow extends PageRoot {
  readonly host: PageElement;
}
export interface PageBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
export interface PageElement extends PageRoot {
  readonly localName: string;
  readonly innerText: string;
  readonly shadowRoot: PageShadow | null;
  readonly tabIndex: number;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  matches(selectors: string): boolean;
  getBoundingClientRect(): PageBox;
  checkVisibility(options: { opacityProperty: boolean; visibilityProperty: boolean }): boolean;
  click(): void;
  dispatchEvent(event: object): boolean;
}
export interface PageInput extends PageElement {
  readonly type: string;
  readonly form: PageForm | null;
  readonly labels: ArrayLike<PageElement> | null;
  readonly maxLength: number;
  readonly readOnly: boolean;
  readonly placeholder: string;
  readonly name: string;
  value: string;
}
export interface PageButton extends PageElement {
  readonly type: string;
  readonly value: string;
  readonly form: PageForm | null;
  readonly formAction: string;
}
export interface PageForm extends PageElement {
  readonly action: string;
  readonly method: string;
  requestSubmit(button?: PageElement): void;
}
export interface PageDocument extends PageRoot {
  readonly title: string;
  readonly URL: string;
  readonly documentElement: PageElement | null;
}
export interface PageStyle {
  readonly overflowX: string;
  readonly overflowY: string;
  readonly clip: string;
  readonly clipPath: string;
  readonly position: string;
  readonly opacity: string;
  readonly filter: string;
}
export interface PageSubmitEvent {
  readonly target: unknown;
  readonly submitter: PageButton | null;
  readonly defaultPrevented: boolean;
  preventDefault(): void;
  stopImmediatePropagation(): void;
}
export interface PageType<T> {
  readonly prototype: T;
  new (): T;
}
/** What the in-page code asks of the window of its own isolated world. */
export interface PageWindow {
  readonly document: PageDocument;
  readonly origin: string;
  readonly scrollX: number;
  readonly scrollY: number;
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly Node: PageType<PageNode>;
  readonly Document: PageType<PageDocument>;
  readonly Element: PageType<PageElement>;
  readonly HTMLElement: PageType<PageElement>;
  readonly HTMLInputElement: PageType<PageInput>;
  readonly HTMLFormElement: PageType<PageForm>;
  readonly Event: new (type: string, init: { bubbles: boolean; composed?: boolean }) => object;
  getComputedStyle(element: PageElement): PageStyle;
  addEventListener(type: "submit", listener: (event: PageSubmitEvent) => void): void;
}
