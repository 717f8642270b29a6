import { z } from "zod";
import { safeToEcho } from "../../crypto/token";
import type { CdpClient } from "../cdp/client";
import { SignInStop } from "./outcome";
import type { SignInRequest } from "./ports";

const Target = z.object({ targetId: z.string(), type: z.string(), url: z.string() });
type Target = z.infer<typeof Target>;

/** The one page that was meant. The browser's word for its pages counts, and only its own socket can give it. */
export async function chooseTarget(client: CdpClient, wanted: SignInRequest["target"]): Promise<string> {
  const [own, { targetInfos }] = await Promise.all([
    client.send("Target.getTargetInfo", {}),
    client.send("Target.getTargets", {}),
  ]);
  if (Target.parse(own.targetInfo).type !== "browser")
    throw new SignInStop("browser_refused", { reason: "page_socket" });
  const pages = z.array(Target).parse(targetInfos).filter(isPage);
  const fitting = pages.filter((page) => fits(page, wanted));
  const [only, second] = fitting;
  if (only === undefined) throw new SignInStop("target_not_found", { targets: pages.slice(0, 20).map(listed) });
  if (second !== undefined) throw new SignInStop("ambiguous_target", { targets: fitting.slice(0, 20).map(listed) });
  return only.targetId;
}

const isPage = ({ type, url }: Target): boolean =>
  type === "page" && !/^(?:devtools|chrome|chrome-extension|chrome-untrusted):/.test(url);

function fits({ targetId, url }: Target, { targetId: id, urlPrefix }: SignInRequest["target"]): boolean {
  if (id !== undefined) return targetId === id;
  return urlPrefix === undefined || url.startsWith(urlPrefix);
}

const MAX_HOST_CHARACTERS = 253;

/** Of an address only the host: a path or a query may hold a session. A name that is none is a text of the browser's. */
const listed = ({ targetId, url }: Target) => ({ targetId: safeToEcho(targetId), host: hostOf(url) });

/** Where the scheme is not one of the web's, anything at all may stand in the host's place. */
function hostOf(url: string): string {
  const { protocol = "", hostname = "" } = URL.parse(url) ?? {};
  return /^https?:$/.test(protocol) ? hostname.slice(0, MAX_HOST_CHARACTERS) : "";
}
