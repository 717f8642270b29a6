import { effect } from "../../kernel/operation";
import { perSpace } from "../../kernel/per-space";
import { checkQuota } from "../../kernel/quota";
import type { LoginDescription } from "../../sign-in/drive/describe";
import { SIGN_IN_DEFAULTS, type SignInRequest } from "../../sign-in/drive/ports";
import { type BrowserChoice, socketOrderOf } from "../browsers/choice";
import { findCredential } from "../credentials/queries";
import { rolesOf } from "../field-map";
import { requireSocketScope } from "./begin";
import { runObjects } from "./rpc";

export interface Describe extends Pick<SignInRequest, "target" | "selectors"> {
  readonly id: string;
  readonly browser: BrowserChoice;
}
/** As the planner gives it; a page that was not reached has neither host nor form. */
export type Description = Omit<LoginDescription, "refusal"> & {
  readonly refusal: string | null;
  /** Of a page that was not reached, as a run has them: names and hosts, never a value. Null: there is no more to say. */
  readonly details: Readonly<Record<string, unknown>> | null;
};

/** What a run would do on this page. No store is asked, nothing is written. */
export const describeLogin = effect({
  name: "credentials.describe_login",
  scope: "credentials:authenticate",
  category: "broker_use",
  action: "credential.login_described",
  reach: "tenant",
  async run(ctx, { id, browser, target, selectors }: Describe): Promise<Description> {
    requireSocketScope(ctx, browser);
    const credential = await findCredential(ctx, id, "use");
    const socket = await socketOrderOf(ctx, browser);
    const { allowedDomains, fieldMap } = credential;
    const request = { ...SIGN_IN_DEFAULTS, target, selectors, allowedDomains, has: rolesOf(fieldMap) };
    const described = await openLooks(ctx).one(() =>
      runObjects(ctx)(`describe:${credential.id}`).describe({ socket, request }),
    );
    const found = described.ok
      ? { ...described.found, details: null }
      : { ...NOWHERE, refusal: described.code, details: described.details };
    ctx.audit.annotate({ host: found.host, allowed: found.allowed, refusal: found.refusal });
    return found;
  },
});

/** Looks of one tenant at once: each holds a browser's socket, for two minutes at most. */
const MAX_LOOKS = 20;

class OpenLooks {
  #count = 0;

  /** Throws AppError invalid_request. */
  async one<T>(look: () => Promise<T>): Promise<T> {
    checkQuota(this.#count, MAX_LOOKS, "invalid_request");
    this.#count += 1;
    try {
      return await look();
    } finally {
      this.#count -= 1;
    }
  }
}
const openLooks = perSpace(() => new OpenLooks());

const NOWHERE = { host: null, allowed: false, matchedPattern: null, form: null } as const;
