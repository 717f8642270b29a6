/** Calls that are made of both servers, as data: each case begins with an empty store and the same callers. */
export interface Case {
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface Step {
  /** `POST secret/data/a`: a method, and what follows `/v1/`. `$name` stands for what an earlier step kept. */
  readonly call: string;
  /** Default: `admin`. `$name`: a token that an earlier step kept. */
  readonly as?: Caller | `$${string}`;
  /** Sent as JSON; a text is sent as it is. `$name` as in `call`. */
  readonly body?: unknown;
  /** Of the body; null sends none. Default: `application/json`, and for PATCH what PATCH asks for. */
  readonly type?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Names for parts of the answer's body: `{ token: "auth.client_token" }`. */
  readonly keep?: Readonly<Record<string, string>>;
}

/** Who calls. `reader` may read and list below `app/` alone, `plain` nothing but what is its own, `stranger` has a token of nobody. */
export const CALLERS = ["admin", "reader", "plain", "nobody", "stranger"] as const;
export type Caller = (typeof CALLERS)[number];

/** A case of one call that needs no other before it. */
export const one = (call: string, more: Omit<Step, "call"> = {}): Case => ({
  name: [
    cut(call),
    more.as && `as ${more.as}`,
    more.headers && short(more.headers),
    more.body === undefined ? "" : short(more.body),
  ]
    .filter(Boolean)
    .join(" "),
  steps: [{ call, ...more }],
});

const WIDTH = 90;

/** For names of cases: what is long is cut, and its length told. */
export const short = (value: unknown): string => cut(JSON.stringify(value) ?? "nothing");
const cut = (text: string): string => (text.length <= WIDTH ? text : `${text.slice(0, WIDTH)}… of ${text.length}`);
