import type { CdpClient } from "../cdp/client";
import type { WriteOrder } from "../page/order";
import { makeStandIn } from "../wire/stand-in";
import type { Filled } from "./outcome";
import type { SignInPorts } from "./ports";
import { Sessions, type World } from "./sessions";

/** Where an order was carried out, for whoever may have to undo it later by another connection. */
export async function filledBy(
  sessions: Sessions,
  { world, order }: { readonly world: World; readonly order: WriteOrder },
): Promise<Omit<Filled, "targetId">> {
  const { frameId, loaderId } = world.frame;
  const backendNodeIds: number[] = [];
  for (const { ref } of order.fields) backendNodeIds.push(await sessions.numberOf(world, ref));
  return { frameId, loaderId, backendNodeIds };
}

/**
 * Empties the fields that a run of status `filled` has left, if the document is the same, each if it is the same element in it.
 * True: all of them are empty now. Never rejects; what the browser refuses, or a connection that ended, is a false.
 */
export async function wipeFilled(
  client: CdpClient,
  filled: Filled,
  ports: Pick<SignInPorts, "randomBytes">,
): Promise<boolean> {
  const sessions = new Sessions(client, `w${makeStandIn(ports.randomBytes)}`, async () => undefined);
  try {
    await sessions.attach(filled.targetId);
    const emptied = await emptyIn(sessions, filled);
    await sessions.detach();
    return emptied === filled.backendNodeIds.length;
  } catch {
    // Why is of no use to anybody: either the fields are known to be empty, or they are not.
    return false;
  }
}

async function emptyIn(sessions: Sessions, { frameId, loaderId, backendNodeIds }: Filled): Promise<number> {
  const frames = await sessions.frames();
  const frame = frames.find((other) => other.frameId === frameId && other.loaderId === loaderId);
  const world = frame === undefined ? undefined : await sessions.world(frame);
  if (world === undefined) return 0;
  const found = await Promise.all(backendNodeIds.map((id) => sessions.elementAt(world, id)));
  const elements = found.filter((element) => element !== undefined);
  return Number(await sessions.call(world, "empty", ...elements));
}
