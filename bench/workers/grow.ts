import { Checkpoints } from "../../src/audit/checkpoints";
import { parseConfig } from "../../src/config";
import { Keyring } from "../../src/crypto/keyring";
import { spaceOfToken } from "../../src/crypto/token";
import { openSpaceDb } from "../../src/kernel/db";
import { copyEntries, copySecret, dropIndexes } from "./copies";
import filled, { SpaceObject as Filled } from "./fill";

export { AppRoleSession } from "../../src/broker/vault/app-role-session";

/** Postern with ways in for a store of millions of rows, and for an object that sleeps. */
interface Wish {
  readonly token: string;
  readonly from: number;
  readonly count: number;
  readonly copies: number;
  readonly of: number;
  readonly text: string;
}
/** Objects that were made since the isolate started: `woken` minus those made anew tells who is awake. */
let woken = 0;

export class SpaceObject extends Filled {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    woken++;
  }

  /** Of each secret from this number on so many copies. */
  async copySecrets({ from, count, copies }: Wish): Promise<void> {
    const { sql } = this.ctx.storage;
    for (let at = from; at < from + count; at++) {
      const path = `fill/${String(at % 100).padStart(2, "0")}/key-${String(at).padStart(6, "0")}`;
      copySecret(sql, String(sql.exec("SELECT id FROM secrets WHERE path = ?", path).one().id), copies);
    }
    await this.ctx.storage.sync();
  }

  async copyEntries({ from, count, of }: Wish): Promise<void> {
    copyEntries(this.ctx.storage.sql, { from, count, of });
    await this.ctx.storage.sync();
  }

  /** Of the log. Gives what makes them again; whoever asked keeps that, because the object may go meanwhile. */
  dropIndexes(): string[] {
    return dropIndexes(this.ctx.storage.sql, "audit_log");
  }

  async makeIndex({ text }: Wish): Promise<void> {
    this.ctx.storage.sql.exec(text);
    await this.ctx.storage.sync();
  }

  /** The log goes on after the copies: the head is signed anew, and the object has to wake before it writes again. */
  async signHead(): Promise<void> {
    const keyring = new Keyring(parseConfig(this.env).rootKeys);
    new Checkpoints(openSpaceDb(this.ctx.storage), keyring, this.ctx.id.name ?? "").signFirst();
    await this.ctx.storage.sync();
  }

  sleep(): void {
    this.ctx.abort("put to sleep by the bench");
  }

  size(): number {
    return this.ctx.storage.sql.databaseSize;
  }
}

const WAYS = ["copySecrets", "copyEntries", "dropIndexes", "makeIndex", "signHead", "sleep", "size"] as const;
type Ways = Pick<SpaceObject, (typeof WAYS)[number]>;

/** `POST /bench/WAY`: a Wish. `GET /bench/woken`: how many objects were made. */
export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/bench/woken") return Response.json(woken);
    const way = WAYS.find((name) => pathname === `/bench/${name}`);
    if (!way) return filled.fetch(request, env, ctx);
    const wish = (await request.json()) as Wish;
    // The binding's type knows the product's class, not this one.
    const stub = env.SPACES.getByName(spaceOfToken(wish.token) ?? "") as unknown as Ways;
    try {
      return Response.json((await stub[way](wish)) ?? null);
    } catch (e) {
      if (way === "sleep") return Response.json(null);
      throw e;
    }
  },
} satisfies ExportedHandler<Env>;
