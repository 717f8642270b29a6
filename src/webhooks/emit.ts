import type { Context } from "../kernel/context";

/** Has the call something to tell besides its rows in the log? */
export const hasEvents = ({ trail }: Context, succeeded: boolean): boolean =>
  trail.violations.length > 0 || (succeeded && trail.events.length > 0);

/** What a call has to tell: of one that failed only what a policy refused. Inside the transaction of its rows. */
export function writeEvents({ outbox, actor, meta, now, trail }: Context, succeeded: boolean): void {
  const source = { identityId: actor.identityId, requestId: meta.requestId, nowMs: now };
  for (const { permission, path, reason } of trail.violations)
    outbox.addViolation(source, { permission, path, reason, sourceIp: meta.ip, homeId: actor.homeId });
  if (succeeded) for (const event of trail.events) outbox.add(source, event);
}
