import worker, { SpaceObject as ShippedObject } from "../../../src/index";

export { AppRoleSession, LoginRun } from "../../../src/index";

/**
 * Postern with a clock that can be put forward, for demonstrations on this machine. Nobody deploys it: the Worker that ships
 * starts at `src/index.ts` and knows nothing of this.
 */
let aheadMs = 0;
const now = (): number => Date.now() + aheadMs;
const TURNS = 1000;

export class SpaceObject extends ShippedObject {
  override clock = now;

  /** Does what its alarm would have done up to now. */
  async catchUp(): Promise<void> {
    let before: number | null = null;
    for (let turn = 0; turn < TURNS; turn++) {
      await this.alarm();
      const next = await this.ctx.storage.getAlarm();
      if (next === null || next > now() || next === before) return;
      before = next;
    }
  }
}

/** `POST /demo/clock {"ahead_ms", "space"}` puts every clock forward, then lets one space catch up. */
export default {
  async fetch(request, env, ctx): Promise<Response> {
    if (new URL(request.url).pathname !== "/demo/clock") return await worker.fetch(request, env, ctx);
    const wish: { ahead_ms: number; space: string } = await request.json();
    aheadMs = wish.ahead_ms;
    // The binding's type knows the product's class, not this one.
    const space = env.SPACES.getByName(wish.space) as unknown as { catchUp(): Promise<void> };
    await space.catchUp();
    return Response.json({ now: new Date(now()).toISOString() });
  },
} satisfies ExportedHandler<Env>;
