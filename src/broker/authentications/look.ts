import { logFault } from "../../log";
import { CdpClient } from "../../sign-in/cdp/client";
import type { Clock } from "../../sign-in/cdp/transport";
import { causeOf } from "../../sign-in/drive/causes";
import { describeLogin } from "../../sign-in/drive/describe";
import { wipeFilled } from "../../sign-in/drive/filled";
import { type Filled, SignInStop } from "../../sign-in/drive/outcome";
import type { SignInPorts, SignInRequest } from "../../sign-in/drive/ports";
import type { OpenedBrowser } from "../browsers/open";
import { compilePatterns } from "../hosts/patterns";
import { judgeBy } from "./judge";
import { detailsOf } from "./opened";
import type { Described } from "./rpc";

/** What a run would do on a page. Nothing is written, and no value is at hand. */
export async function describePage(opened: OpenedBrowser, request: SignInRequest, clock: Clock): Promise<Described> {
  if (!opened.ok) return { ok: false, code: opened.code, details: detailsOf(opened) };
  const client = new CdpClient(opened.transport, clock);
  try {
    return { ok: true, found: await describeLogin(client, request, looking(request, clock)) };
  } catch (fault) {
    return refusalOf(fault, client);
  } finally {
    client.close();
  }
}

/** Empties what a run filled. False: the browser or the page is another by now. */
export async function wipePage(opened: OpenedBrowser, filled: Filled, clock: Clock): Promise<boolean> {
  if (!opened.ok) return false;
  const client = new CdpClient(opened.transport, clock);
  try {
    return await wipeFilled(client, filled, { randomBytes });
  } finally {
    client.close();
  }
}

function refusalOf(fault: unknown, { end }: CdpClient): Described {
  const { code, details } = fault instanceof SignInStop ? fault : causeOf(fault, end);
  if (code === "internal_error") logFault(fault, { operation: "credentials.describe_login" });
  return { ok: false, code, details };
}

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** For a look: nobody asks for a value, and nothing is sent. */
const looking = ({ allowedDomains }: SignInRequest, clock: Clock): SignInPorts => ({
  clock,
  judge: judgeBy(compilePatterns(allowedDomains)),
  lease: async () => ({ ok: false, code: "access_denied", details: {} }),
  claimStep: async () => false,
  beforeSend: async () => undefined,
  randomBytes,
  isCancelled: () => false,
  onPause: () => undefined,
  onProgress: () => undefined,
});
