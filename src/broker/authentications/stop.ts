import type { BrowserGone } from "../browsers/followups";
import { runObjects } from "./rpc";
import { authenticationStore } from "./store";

/** In which a run that is told to stop has cleaned up after itself. */
export const STOPS_WITHIN_MS = 6_000;

/** What runs in a browser ends with it. Rejects where a run's object can't be reached: then it is told again. */
export const stopRunsOn: BrowserGone = async (core, browserId) => {
  for (const id of authenticationStore(core).liveOn(browserId)) await runObjects(core)(id).stop("browser_gone");
};
