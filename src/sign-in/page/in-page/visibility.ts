import type { HiddenReason } from "../observation";
import type { PageBox, PageElement } from "./dom";
import { Natives } from "./natives";

/** What a person can see, as far as a page can tell. A covering element does not count: it may be a picture of the field. */
export abstract class Visibility extends Natives {
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

  isLarge(box: PageBox): boolean {
    return box.right - box.left > 2 && box.bottom - box.top > 2;
  }

  /** Above or left of the page's own corner nobody can scroll to. */
  isReachable(box: PageBox): boolean {
    return box.right + this.window.scrollX > 2 && box.bottom + this.window.scrollY > 2;
  }

  reasonAbove(element: PageElement, own: PageBox): HiddenReason | null {
    let box = own;
    let fixed = false;
    for (let at: PageElement | null = element; at !== null; at = this.parent(at)) {
      if (this.attribute(at, "aria-hidden") === "true") return "aria_hidden";
      const style = this.window.getComputedStyle(at);
      if (this.isClippedAway(style.clip, style.clipPath)) return "clipped";
      if (at !== element && !fixed) box = this.clippedBy(at, style.overflowX, style.overflowY, box);
      if (!this.isLarge(box)) return "clipped";
      fixed ||= style.position === "fixed";
    }
    return null;
  }

  isClippedAway(clip: string, clipPath: string): boolean {
    if (/^rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)$/.test(clip)) return true;
    return /^inset\((?:100|[5-9]\d)(?:\.\d+)?%\)$/.test(clipPath) || /^circle\(0/.test(clipPath);
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
