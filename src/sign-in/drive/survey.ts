import type { ObservedDocument } from "../page/observation";
import { parseObservation } from "../page/observation-schema";
import type { FrameFacts } from "../page/order";
import { type SignInCode, SignInStop } from "./outcome";
import type { HostVerdict, SignInPorts } from "./ports";
import { type Frame, orGone, type Sessions, type World } from "./sessions";

/** A document as it stands now, and whether a value may go into it. */
export interface View {
  readonly world: World;
  readonly page: ObservedDocument;
  readonly verdict: HostVerdict;
  readonly refusal: SignInCode | null;
}

/** Everything that the page shows at one moment; the page's own document first. */
export async function survey(sessions: Sessions, judge: SignInPorts["judge"]): Promise<View[]> {
  const frames = await sessions.frames();
  const seen = await Promise.all(frames.map((frame) => lookInto(frame, sessions)));
  const views: View[] = [];
  for (const one of seen) if (one !== undefined) views.push(await judged(one, views, sessions, judge));
  if (views[0] !== undefined && views[0].world.frame.parentId !== null) return [];
  return views;
}

interface Sight {
  readonly world: World;
  readonly page: ObservedDocument;
}

async function lookInto(frame: Frame, sessions: Sessions): Promise<Sight | undefined> {
  const world = await sessions.world(frame);
  if (world === undefined) return undefined;
  const seen = await sessions.call(world, "observe").catch(orGone);
  if (seen === undefined) {
    sessions.forget(world);
    return undefined;
  }
  const page = parseObservation(seen);
  if (page === undefined) throw new SignInStop("browser_gone", { limit: "observation" });
  return { world, page };
}

async function judged(
  { world, page }: Sight,
  above: readonly View[],
  sessions: Sessions,
  judge: SignInPorts["judge"],
): Promise<View> {
  const { frame } = world;
  const verdict = judgeOrigin(page.origin, judge);
  const parent = above.find((view) => view.world.frame.frameId === frame.parentId);
  const facts = parent === undefined || page.fields.length === 0 ? undefined : await factsOf(frame, parent, sessions);
  return { world, page, verdict, refusal: refusalOf({ frame, page, verdict, parent, facts, above }) };
}

const judgeOrigin = (origin: string, judge: SignInPorts["judge"]): HostVerdict =>
  origin === "null" ? { kind: "refused", reason: "opaque", host: null } : judge(`${origin}/`);

async function factsOf(frame: Frame, parent: View, sessions: Sessions): Promise<FrameFacts | undefined> {
  const owner = await sessions.ownerOf(frame, parent.world);
  if (owner === undefined) return undefined;
  const facts = await sessions.call(parent.world, "frameFacts", owner).catch(orGone);
  return isFacts(facts) ? facts : undefined;
}

const isFacts = (value: unknown): value is FrameFacts =>
  typeof value === "object" && value !== null && "isHidden" in value && typeof value.isHidden === "boolean";

interface Place {
  readonly frame: Frame;
  readonly page: ObservedDocument;
  readonly verdict: HostVerdict;
  readonly parent: View | undefined;
  readonly facts: FrameFacts | undefined;
  readonly above: readonly View[];
}

/** The page's own document decides for all below it; then each frame up to it; then the frame itself. */
function refusalOf({ frame, page, verdict, parent, facts, above }: Place): SignInCode | null {
  if (frame.parentId === null) return ownRefusal(page, verdict, "opaque_origin");
  if (parent === undefined) return "ancestor_not_allowed";
  if (above[0]?.refusal !== null) return "host_not_allowed";
  const own = ownRefusal(page, verdict, "sandboxed_frame");
  if (own !== null) return own;
  if (parent.refusal !== null) return parent.refusal === "hidden_field_only" ? parent.refusal : "ancestor_not_allowed";
  if (page.fields.length === 0) return null;
  return facts === undefined || facts.isHidden ? "hidden_field_only" : null;
}

function ownRefusal(page: ObservedDocument, verdict: HostVerdict, opaque: SignInCode): SignInCode | null {
  if (page.origin === "null") return opaque;
  if (verdict.kind === "allowed") return null;
  return verdict.reason === "insecure_scheme" ? "insecure_page" : "host_not_allowed";
}
