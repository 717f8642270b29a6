/**
 * What the windows of one browser tell each other. They share one cookie, so somebody who is active in one is active in all of them,
 * and who leaves one has left them all. Nothing of it is kept, and no other host hears it.
 */
export type Told = { readonly told: "active" | "entered" } | { readonly told: "left"; readonly why: Absence };
/** Why nobody is signed in: nobody was, the session ended, nobody was there for half an hour, or somebody signed out. */
export type Absence = "none" | "ended" | "idle" | "left";

const channel = new BroadcastChannel("postern-console");

export const tellOthers = (told: Told): void => channel.postMessage(told);

export function hearOthers(hear: (told: Told) => void): void {
  channel.addEventListener("message", ({ data }: MessageEvent<Told>) => hear(data));
}
