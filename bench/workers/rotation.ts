import { app } from "../../src/app";
import { spaceOfToken } from "../../src/crypto/token";
import { SpaceObject as Product } from "../../src/space/object";

export { LoginRun } from "../../src/broker/authentications/login-run";
export { AppRoleSession } from "../../src/broker/vault/app-role-session";

/** Postern with a way in for many secrets that follow one policy, and with a clock that can be put forward. */
const AT_ONCE = 200;
let aheadMs = 0;
const now = (): number => Date.now() + aheadMs;

interface Filling {
  readonly token: string;
  readonly from: number;
  readonly count: number;
  readonly rotationPolicyId: string;
  readonly secretPolicyId: string;
}
/** `alarms`: how often the alarm went off until nothing was due. */
interface Drained {
  readonly alarms: number;
  readonly ms: number;
}

export class SpaceObject extends Product {
  override clock = now;

  /** The same operation as a PUT, behind the same guard; only the edge is left out. */
  async fill({ token, from, count, ...options }: Filling): Promise<void> {
    for (let at = from; at < from + count; at += AT_ONCE) {
      const size = Math.min(AT_ONCE, from + count - at);
      await Promise.all(Array.from({ length: size }, (_, i) => this.#put(token, at + i, options)));
    }
  }

  async #put(token: string, at: number, options: Pick<Filling, "rotationPolicyId" | "secretPolicyId">): Promise<void> {
    const input = {
      path: `due/key-${String(at).padStart(6, "0")}`,
      data: JSON.stringify({ value: "first" }),
      secretType: undefined,
      metadata: undefined,
      options,
      precondition: { ifMatch: null, ifNoneMatch: false },
    };
    const meta = { requestId: `req_due_${at}`, ip: null, userAgent: null };
    const reply = await this.run({ op: "secrets.put", token, named: null, input, meta });
    if (!reply.ok) throw new Error(`filling: ${reply.error.code}`);
  }

  /** Lets the alarm go off until nothing is due, or until the caller's time is up. The moved clock would hold the real one back. */
  async drain(limitMs: number): Promise<Drained> {
    const startMs = Date.now();
    let alarms = 0;
    for (let nextMs: number | null = 0; nextMs !== null && nextMs <= now(); alarms++) {
      if (Date.now() - startMs > limitMs) break;
      await this.alarm();
      nextMs = await this.ctx.storage.getAlarm();
    }
    return { alarms, ms: Date.now() - startMs };
  }
}

type Ways = Pick<SpaceObject, "fill" | "drain">;

/** `POST /bench/fill`: a Filling. `POST /bench/drain {"token", "ahead_ms", "limit_ms"}`: puts the clock forward, then drains. */
export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith("/bench/")) return app.fetch(request, env, ctx);
    const wish = (await request.json()) as Filling & { ahead_ms: number; limit_ms: number };
    // The binding's type knows the product's class, not this one.
    const stub = env.SPACES.getByName(spaceOfToken(wish.token) ?? "") as unknown as Ways;
    if (pathname === "/bench/fill") {
      await stub.fill(wish);
      return new Response(null, { status: 204 });
    }
    aheadMs = wish.ahead_ms;
    return Response.json(await stub.drain(wish.limit_ms));
  },
} satisfies ExportedHandler<Env>;
