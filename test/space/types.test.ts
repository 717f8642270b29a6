import { env } from "cloudflare:workers";
import { expect, expectTypeOf, it } from "vitest";
import { type Caller, runOperation } from "../../src/client/run-operation";
import type { Reply } from "../../src/kernel/call";
import { effect, mutation, query } from "../../src/kernel/operation";
import { readToken } from "../../src/tokens/operations";
import type { TokenRecord } from "../../src/tokens/queries";
import { revokeToken } from "../../src/tokens/revoke";
import { rotateToken } from "../../src/tokens/rotate";
import { edge } from "../support/edge";

type IsAny<T> = 0 extends 1 & T ? true : false;

const caller: Caller = {
  token: "x",
  home: "tnt_types",
  named: null,
  target: null,
  meta: { requestId: "req_types", ip: null, userAgent: null },
};

const terms = { name: "types.test", scope: null, category: "identity", action: null, reach: "space" } as const;

it("a call carries input and output types from the operation to the caller", () => {
  const read = () => runOperation(edge, caller, readToken, { id: "tok_a" });
  type Told = Extract<Awaited<ReturnType<typeof read>>, { ok: true }>["value"];
  expectTypeOf<Told>().toEqualTypeOf<TokenRecord>();
  expectTypeOf<IsAny<Told>>().toEqualTypeOf<false>();
  expectTypeOf(revokeToken.run).returns.toEqualTypeOf<null>();
  expectTypeOf(rotateToken.run).parameter(1).toEqualTypeOf<{ id: string; overlapMs: number }>();
  // @ts-expect-error an operation is given itself, not its name
  const wrongName = () => runOperation(edge, caller, "tokens.read", { id: "a" });
  // @ts-expect-error no such field
  const wrongInput = () => runOperation(edge, caller, readToken, { di: "a" });
  // @ts-expect-error not a field of the output
  const wrongOutput = async (told: Told) => told.hash;
  expect([wrongName, wrongInput, wrongOutput]).toHaveLength(3);
});

it("the types give no operation a statement that writes to D1, and what changes it to effects alone", () => {
  // @ts-expect-error to be read only
  effect({ ...terms, run: async (ctx, _: unknown) => ctx.directory.insert });
  // @ts-expect-error to be read only
  effect({ ...terms, run: async (ctx, _: unknown) => ctx.directory.update });
  // @ts-expect-error to be read only
  effect({ ...terms, run: async (ctx, _: unknown) => ctx.directory.delete });
  // @ts-expect-error a query changes nothing
  query({ ...terms, run: (ctx, _: unknown) => ctx.changeDirectory });
  // @ts-expect-error a query changes nothing
  query({ ...terms, run: (ctx, _: unknown) => ctx.db.insert });
  // @ts-expect-error what an effect writes waits for its audit row
  effect({ ...terms, run: async (ctx, _: unknown) => ctx.db.update });
  // @ts-expect-error a mutation writes at once: a deferred write of it would be lost
  mutation({ ...terms, run: (ctx, _: unknown) => ctx.defer });
  // @ts-expect-error a mutation reaches nothing that it would have to wait for
  mutation({ ...terms, run: (ctx, _: unknown) => ctx.otherSpace });
  // @ts-expect-error a mutation changes the object's own tables
  mutation({ ...terms, run: (ctx, _: unknown) => ctx.changeDirectory });
  const changing = effect({ ...terms, run: async (ctx, _: unknown) => typeof ctx.changeDirectory });
  expect(changing.kind).toBe("effect");
});

it("the types refuse an async mutation", () => {
  const sync = mutation({ ...terms, run: (_, input: { n: number }) => input.n });
  expectTypeOf(sync.run).returns.toEqualTypeOf<number>();
  // @ts-expect-error transactionSync would commit at the first await
  const wrong = mutation({ ...terms, run: async (_, input: { n: number }) => input.n });
  expect([sync.kind, wrong.kind]).toEqual(["mutation", "mutation"]);
});

it("a reply keeps the branch that the raw stub type loses", () => {
  const stub = env.SPACES.getByName("tnt_types");
  type Raw = Awaited<ReturnType<typeof stub.run>>;
  expectTypeOf<Raw["ok"]>().toEqualTypeOf<false>();
  expectTypeOf<Reply["ok"]>().toEqualTypeOf<boolean>();
});
