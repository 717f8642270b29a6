import type { ObjectCore } from "../../kernel/core";
import type { FollowupHandler } from "../../kernel/followup";

/** What belongs to a change of the browsers' records. */
export type BrowserFollowup =
  | { readonly kind: "browser_saved" }
  | { readonly kind: "browser_deleted"; readonly id: string };

/**
 * What must end with a browser. Told once its deletion took effect, also if the object died between the two, and perhaps twice.
 * Throws: the change stays open, and it is told again.
 */
export type BrowserGone = (core: ObjectCore, browserId: string) => Promise<void>;

export const browserFollowups = (afterBrowserDeleted: readonly BrowserGone[]): readonly FollowupHandler[] => {
  const deleted: FollowupHandler<Extract<BrowserFollowup, { kind: "browser_deleted" }>> = {
    kind: "browser_deleted",
    async besides(core, { followup, tookEffect }) {
      if (!tookEffect) return;
      for (const tell of afterBrowserDeleted) await tell(core, followup.id);
    },
  };
  return [{ kind: "browser_saved" }, deleted];
};
