import type { PageBox } from "./dom";
import { Natives } from "./natives";

/** What a `clip` or a `clip-path` leaves of what stands in an element. A shape that can't be told leaves nothing. */
export abstract class Clipping extends Natives {
  /** What is left of `box`, which stands in or below an element whose own box is `around`; null: nothing. */
  leftBy(clip: string, clipPath: string, around: PageBox, box: PageBox): PageBox | null {
    if (/^rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)$/.test(clip)) return null;
    const shape = clipPath.replace(/(?:border|padding|content|margin|fill|stroke|view)-box/, "").trim();
    if (shape === "" || shape === "none") return box;
    const [, kind = "", inner = ""] = /^(inset|polygon|circle|ellipse)\(([^()]*)\)$/.exec(shape) ?? [];
    if (kind === "polygon") return this.isInPolygon(inner, around, box) ? box : null;
    if (kind === "inset") return this.shared(box, this.insetBox(inner.replace(/\s?round.*$/, ""), around));
    return kind === "" ? null : this.shared(box, this.roundBox(inner, around));
  }

  /** A length of a computed style, in pixels; NaN for what is none. */
  pixels(text: string, whole: number): number {
    const [, number, unit] = /^(-?[\d.]+(?:e-?\d+)?)(px|%)$/.exec(text) ?? [];
    return unit === "%" ? (Number(number) / 100) * whole : Number(number);
  }

  shared(a: PageBox, b: PageBox): PageBox {
    return {
      left: Math.max(a.left, b.left),
      right: Math.min(a.right, b.right),
      top: Math.max(a.top, b.top),
      bottom: Math.min(a.bottom, b.bottom),
    };
  }

  insetBox(inner: string, around: PageBox): PageBox {
    const [top = "", right = top, bottom = top, left = right] = inner.trim().split(/\s+/);
    const width = around.right - around.left;
    const height = around.bottom - around.top;
    return {
      left: around.left + this.pixels(left, width),
      right: around.right - this.pixels(right, width),
      top: around.top + this.pixels(top, height),
      bottom: around.bottom - this.pixels(bottom, height),
    };
  }

  /** The box around a circle or an ellipse; one whose size is told by its sides fills the element. */
  roundBox(inner: string, around: PageBox): PageBox {
    const [radii = "", center = ""] = inner.split(/(?:^|\s)at\s/);
    const width = around.right - around.left;
    const height = around.bottom - around.top;
    const [x = "", y] = radii.trim().split(/\s+/);
    if (x === "" || /side$/.test(x)) return around;
    const wide = this.pixels(x, y === undefined ? Math.hypot(width, height) / Math.SQRT2 : width);
    const high = y === undefined ? wide : this.pixels(y, height);
    const [atX = "50%", atY = "50%"] = center === "" ? [] : center.trim().split(/\s+/);
    const middleX = around.left + this.pixels(atX, width);
    const middleY = around.top + this.pixels(atY, height);
    return { left: middleX - wide, right: middleX + wide, top: middleY - high, bottom: middleY + high };
  }

  /** By its middle: a polygon mostly cuts a corner off a picture behind the form. */
  isInPolygon(inner: string, around: PageBox, box: PageBox): boolean {
    const x = (box.left + box.right) / 2 - around.left;
    const y = (box.top + box.bottom) / 2 - around.top;
    const points = inner.replace(/^(?:nonzero|evenodd)\s*,\s*/, "").split(",");
    const corners = points.map((point) => {
      const [atX = "", atY = ""] = point.trim().split(/\s+/);
      return [this.pixels(atX, around.right - around.left), this.pixels(atY, around.bottom - around.top)] as const;
    });
    let isInside = false;
    for (const [at, [toX, toY]] of corners.entries()) {
      const [fromX, fromY] = corners.at(at - 1) ?? [toX, toY];
      const isCrossed = fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX;
      if (isCrossed) isInside = !isInside;
    }
    return isInside;
  }
}
