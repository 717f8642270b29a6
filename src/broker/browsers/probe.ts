import { z } from "zod";
import { ok, type Result, refuse } from "../../errors";
import { CdpClient } from "../../sign-in/cdp/client";
import { CdpClosed, CdpRefused } from "../../sign-in/cdp/faults";
import type { Clock } from "../../sign-in/cdp/transport";
import { type OpeningParts, openBrowser } from "./open";
import { type BrowserCode, type BrowserDetails, type BrowserFailure, type BrowserStage, failed } from "./outcome";
import type { SocketOrder } from "./socket-order";
import { productIn, protocolIn } from "./version";

/** What a test of a browser found: plain data. */
export interface Probed {
  readonly ok: boolean;
  readonly stage: BrowserStage;
  readonly code: BrowserCode | null;
  readonly details: BrowserDetails;
  readonly product: string | null;
  readonly protocolVersion: string | null;
  /** How many pages are open; null: that was not learned. */
  readonly pages: number | null;
}

/** Opens a browser's socket, asks it who it is, and closes it. Nothing is stored. A fault of our own is refused. */
export async function probeBrowser(
  order: SocketOrder,
  parts: OpeningParts & { readonly clock: Clock },
): Promise<Result<Probed>> {
  const opened = await openBrowser(order, parts);
  if (opened.ok) {
    const { transport, product, protocolVersion } = opened;
    const client = new CdpClient(transport, parts.clock);
    try {
      return ok(await ask(client, { product, protocolVersion }));
    } finally {
      client.close();
    }
  }
  const { code } = opened;
  if (code === "internal_error" || code === "service_unavailable") return refuse(code);
  return ok({ ...NOTHING, ...opened, code });
}

const NOTHING = { product: null, protocolVersion: null, pages: null };

const Target = z.object({ type: z.string() });
const Version = z.object({ product: z.unknown(), protocolVersion: z.unknown() });

/** `known`: what its server said of it. */
async function ask(client: CdpClient, known: Pick<Probed, "product" | "protocolVersion">): Promise<Probed> {
  try {
    const { targetInfo } = await client.send("Target.getTargetInfo", {});
    if (Target.parse(targetInfo).type !== "browser")
      return { ...NOTHING, ...known, ...failed("protocol", "browser_refused", { reason: "page_socket" }) };
    const version = Version.parse(await client.send("Browser.getVersion", {}));
    const { targetInfos } = await client.send("Target.getTargets", {});
    const pages = z.array(Target).parse(targetInfos);
    return {
      ok: true,
      stage: "protocol",
      code: null,
      details: {},
      product: productIn(version.product),
      protocolVersion: protocolIn(version.protocolVersion),
      pages: pages.filter(({ type }) => type === "page").length,
    };
  } catch (e) {
    return { ...NOTHING, ...known, ...failureOf(e) };
  }
}

function failureOf(e: unknown): BrowserFailure {
  if (e instanceof CdpClosed)
    return failed("protocol", "browser_gone", e.end === "closed_by_browser" ? {} : { limit: e.end });
  // What answers does not know the first commands, or answers them in another shape: it is no browser.
  if (e instanceof CdpRefused || e instanceof z.ZodError)
    return failed("protocol", "browser_refused", { reason: "no_version" });
  throw e;
}
