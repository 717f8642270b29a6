import type { CdpClient } from "../cdp/client";
import { Interceptor } from "../wire/interceptor";
import { makeStandIn } from "../wire/stand-in";
import type { SignInPorts, SignInRequest } from "./ports";
import { Sessions } from "./sessions";

/** The sessions of the page, with what `wire` needs in place before anything is attached. */
export async function openSessions(
  client: CdpClient,
  request: SignInRequest,
  ports: SignInPorts,
): Promise<{ sessions: Sessions; interceptor: Interceptor | undefined }> {
  const isAllowed = (url: string) => ports.judge(url).kind === "allowed";
  const interceptor = request.mode === "wire" ? new Interceptor(client, isAllowed) : undefined;
  await interceptor?.start(request.allowedDomains);
  const worldName = `w${makeStandIn(ports.randomBytes)}`;
  const sessions = new Sessions(client, worldName, async (sessionId) => interceptor?.prepare(sessionId));
  return { sessions, interceptor };
}
