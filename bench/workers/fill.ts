import { app } from "../../src/app";
import { spaceOfToken } from "../../src/crypto/token";
import { SpaceObject as Product } from "../../src/space/object";

export { LoginRun } from "../../src/broker/authentications/login-run";
export { AppRoleSession } from "../../src/broker/vault/app-role-session";

/** Postern with a way in for filling a store: a hundred thousand requests would take longer than all that is measured. */
const AT_ONCE = 200;

interface Filling {
  readonly token: string;
  readonly from: number;
  readonly count: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export class SpaceObject extends Product {
  /** The same operation as a PUT, behind the same guard, many to a commit; only the edge is left out. */
  async fill({ token, from, count, data }: Filling): Promise<void> {
    for (let at = from; at < from + count; at += AT_ONCE) {
      const puts = Array.from({ length: Math.min(AT_ONCE, from + count - at) }, (_, i) =>
        this.#put(token, at + i, data),
      );
      await Promise.all(puts);
    }
  }

  async #put(token: string, at: number, data: Filling["data"]): Promise<void> {
    const input = {
      path: `fill/${String(at % 100).padStart(2, "0")}/key-${String(at).padStart(6, "0")}`,
      data: JSON.stringify(data),
      secretType: undefined,
      metadata: undefined,
      options: {},
      precondition: { ifMatch: null, ifNoneMatch: false },
    };
    const meta = { requestId: `req_fill_${at}`, ip: null, userAgent: null };
    const reply = await this.run({ op: "secrets.put", token, named: null, input, meta });
    if (!reply.ok) throw new Error(`filling: ${reply.error.code}`);
  }
}

interface Fillable {
  fill(filling: Filling): Promise<void>;
}

export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    if (new URL(request.url).pathname !== "/bench/fill") return app.fetch(request, env, ctx);
    const filling = (await request.json()) as Filling;
    // The binding's type knows the product's class, not this one.
    const stub = env.SPACES.getByName(spaceOfToken(filling.token) ?? "") as unknown as Fillable;
    await stub.fill(filling);
    return new Response(null, { status: 204 });
  },
} satisfies ExportedHandler<Env>;
