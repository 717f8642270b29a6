import { DurableObject } from "cloudflare:workers";
import { parseConfig } from "../config";
import { appendEntry } from "../directory/answers";
import { AppError, ok, type Result, refuse } from "../errors";
import type { Call, DelegationReply, Reply } from "../kernel/call";
import type { InternalOperation } from "../kernel/internal";
import { codeOfRefused } from "../kernel/proof";
import type { SpaceEntry, SpaceRpc } from "../kernel/rpc";
import type { Space } from "../kernel/space";
import { logFault } from "../log";
import { delegate } from "./delegation";
import { guarded } from "./guard";
import { internalOf } from "./modules";
import type { OpenSpace } from "./open";
import { Provisioning } from "./provisioning";

/**
 * One space: a tenant, a partner or the operator. Its tables, its audit log, every operation on them.
 * - the only writer of its tables and of its broker rows in D1, so both may be kept in memory;
 * - an object that nobody provisioned has no tables and refuses everything: a token's text names its space, and anyone can
 *   write a text. What makes up for a provisioning that was cut off is told at `Provisioning`.
 */
export class SpaceObject extends DurableObject<Env> implements SpaceRpc {
  /** Milliseconds. A field, so that tests can move time. */
  clock: () => number = Date.now;
  /** Bytes; undefined: what the platform lets the file hold. A field, so that tests can fill it. */
  fileLimit: number | undefined;
  readonly #provisioning: Provisioning;
  #open: OpenSpace | undefined;
  /** Settles, never rejects. */
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#provisioning = new Provisioning(
      ctx,
      env,
      parseConfig(env),
      () => this.clock(),
      () => this.fileLimit,
    );
    void ctx.blockConcurrencyWhile(async () => {
      this.#open = await this.#provisioning.load();
    });
  }

  async run(call: Call): Promise<Reply> {
    const open = this.#open ?? (await this.#recover(call));
    return "ok" in open ? open : await guarded(open, call);
  }

  async delegate(call: Call): Promise<DelegationReply> {
    return this.#open ? await delegate(this.#open, call) : refuse("token_invalid");
  }

  async provision(space: Space, entry?: SpaceEntry): Promise<Result<null>> {
    if (space.id !== this.ctx.id.name) return refuse("internal_error");
    if (!this.#open && !(await this.ctx.blockConcurrencyWhile(() => this.#create(space))))
      return refuse("service_unavailable");
    return entry ? ((await this.internal(appendEntry.name, entry)) as Result<null>) : ok(null);
  }

  async internal(name: string, input: unknown): Promise<Result<unknown>> {
    const operation = internalOf(name);
    if (!operation) return refuse("internal_error");
    if (!operation.inTurn) return await this.#runInternal(operation, input);
    const turn = this.#lastTurn.then(async () => {
      try {
        if (!this.#open) await this.#provisionFromDirectory();
      } catch {
        return refuse("service_unavailable");
      }
      return await this.#runInternal(operation, input);
    });
    this.#lastTurn = turn;
    return await turn;
  }

  override async alarm(): Promise<void> {
    if (!this.#open) return;
    await this.#open.alarm.run(this.#open.core);
  }

  /** Does the object's own storage answer? Creates nothing. */
  async ping(): Promise<void> {
    this.ctx.storage.sql.exec("SELECT 1").one();
  }

  async #runInternal(operation: InternalOperation<unknown, unknown>, input: unknown): Promise<Result<unknown>> {
    if (!this.#open) return refuse("internal_error");
    try {
      return await operation.run(this.#open.core, input);
    } catch (e) {
      // What others asked of the space itself they repeat, and a passing fault of that is theirs to tell.
      if (!(operation.inTurn && e instanceof AppError))
        logFault(e, { operation: operation.name, space: this.ctx.id.name });
      return refuse("service_unavailable");
    }
  }

  async #create(space: Space): Promise<boolean> {
    this.#open ??= await this.#provisioning.create(space);
    return this.#open !== undefined;
  }

  /** For a call that may make up for a provisioning that was cut off. */
  async #recover(call: Call): Promise<OpenSpace | Reply> {
    if (!this.#provisioning.mayRecover(call)) return refuse(codeOfRefused(call.proof));
    try {
      if (!(await this.#provisionFromDirectory())) return refuse("tenant_not_found", { id: this.ctx.id.name ?? "" });
    } catch {
      return refuse("service_unavailable");
    }
    return this.#open ?? refuse("internal_error");
  }

  /** False: the directory knows no such space. Rejects if the directory does not answer. */
  async #provisionFromDirectory(): Promise<boolean> {
    const space = await this.#provisioning.spaceInDirectory();
    if (space) await this.provision(space);
    return space !== undefined;
  }
}
