import type { HiddenReason } from "../observation";
import { Clipping } from "./clipping";
import type { PageBox, PageElement, PageStyle } from "./dom";

/** What a person can see, as far as a page can tell. A covering element does not count: it may be a picture of the field. */
export abstract class Visibility extends Clipping {
  /** A box of at least 2 x 2 pixels that is rendered, opaque, within the page that can be scrolled to, and not clipped. */
  hiddenReason(element: PageElement): HiddenReason | null {
    const check = this.get(this.window.Element, element, "checkVisibility");
    if (!check.call(element, { opacityProperty: true, visibilityProperty: true })) return "not_rendered";
    const box = this.box(element);
    if (!this.isLarge(box)) return "no_box";
    if (!this.isReachable(box)) return "outside";
    return this.reasonAbove(element, box);
  }

  box(element: PageElement): PageBox {
    const { left, top, right, bottom } = this.get(this.window.Element, element, "getBoundingClientRect").call(element);
    return { left, top, right, bottom };
  }

  /** Also no for what is no number. */
  isLarge(box: PageBox): boolean {
    return box.right - box.left > 2 && box.bottom - box.top > 2;
  }

  /** Above or left of the page's own corner nobody can scroll to. */
  isReachable(box: PageBox): boolean {
    return box.right + this.window.scrollX > 2 && box.bottom + this.window.scrollY > 2;
  }

  reasonAbove(element: PageElement, own: PageBox): HiddenReason | null {
    let box: PageBox | null = own;
    let fixed = false;
    let opacity = 1;
    for (let at: PageElement | null = element; at !== null; at = this.parent(at)) {
      if (this.attribute(at, "aria-hidden") === "true") return "aria_hidden";
      const style = this.window.getComputedStyle(at);
      opacity *= this.opacityBy(style);
      if (opacity < 0.1) return "not_rendered";
      if (style.clip !== "auto" || style.clipPath !== "none")
        box = this.leftBy(style.clip, style.clipPath, this.box(at), box);
      if (box !== null && at !== element && !fixed) box = this.clippedBy(at, style.overflowX, style.overflowY, box);
      if (box === null || !this.isLarge(box)) return "clipped";
      if (style.position === "fixed" && !fixed && !this.isInView(box)) return "outside";
      fixed ||= style.position === "fixed";
    }
    return this.isBesideView(box) ? "outside" : null;
  }

  /** What a person would call invisible is 0 or near to it. */
  opacityBy({ opacity, filter }: PageStyle): number {
    const [, number = "1", unit = ""] = /opacity\(([\d.]+)(%?)\)/.exec(filter) ?? [];
    return Number(opacity) * (unit === "" ? Number(number) : Number(number) / 100);
  }

  /** Nobody scrolls to what is fixed. */
  isInView(box: PageBox): boolean {
    const { innerWidth, innerHeight } = this.window;
    return box.left < innerWidth - 2 && box.top < innerHeight - 2 && box.right > 2 && box.bottom > 2;
  }

  /** To the right of a page that is not to be scrolled that way. */
  isBesideView({ left }: PageBox): boolean {
    const { documentElement } = this.window.document;
    if (documentElement === null || left < this.window.innerWidth - 2) return false;
    const roots = [documentElement, ...this.all(documentElement, "body").slice(0, 1)];
    const overflows = roots.map((root) => this.window.getComputedStyle(root).overflowX);
    return /hidden|clip/.test(overflows.find((overflow) => overflow !== "visible") ?? "");
  }

  /** What scrolls can be reached in it, so only its own size counts; what hides its overflow cuts the box. */
  clippedBy(outer: PageElement, overflowX: string, overflowY: string, box: PageBox): PageBox {
    const cutsX = overflowX !== "visible";
    const cutsY = overflowY !== "visible";
    if ((!cutsX && !cutsY) || this.tag(outer) === "html" || this.tag(outer) === "body") return box;
    const around = this.box(outer);
    if (!/hidden|clip/.test(`${overflowX} ${overflowY}`))
      return this.isLarge(around) ? around : { ...box, right: box.left };
    return {
      left: cutsX ? Math.max(box.left, around.left) : box.left,
      right: cutsX ? Math.min(box.right, around.right) : box.right,
      top: cutsY ? Math.max(box.top, around.top) : box.top,
      bottom: cutsY ? Math.min(box.bottom, around.bottom) : box.bottom,
    };
  }
}
