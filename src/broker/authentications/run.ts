import type { Caller } from "../../client/run-operation";
import type { SignInRequest } from "../../sign-in/drive/ports";
import type { SocketOrder } from "../browsers/socket-order";
import type { AuthenticationRow } from "./tables";

/** An authentication as operations give it: the row without what only the space needs. */
export type RunView = Omit<
  AuthenticationRow,
  "beginner" | "access" | "leases" | "endsByMs" | "keyHash" | "bodyHash" | "browserId"
>;

export const viewOf = (row: AuthenticationRow): RunView => ({
  id: row.id,
  credentialId: row.credentialId,
  mode: row.mode,
  status: row.status,
  verdict: row.verdict,
  code: row.code,
  details: row.details,
  host: row.host,
  matchedPattern: row.matchedPattern,
  steps: row.steps,
  usedTotp: row.usedTotp,
  vaultVersion: row.vaultVersion,
  startedAtMs: row.startedAtMs,
  endedAtMs: row.endedAtMs,
});

export const isLive = ({ endedAtMs }: Pick<RunView, "endedAtMs">): boolean => endedAtMs === null;

/** What a run knows of itself while it lasts. */
export type Progress = Pick<RunView, "mode" | "status" | "verdict" | "host" | "matchedPattern" | "steps" | "usedTotp">;
/** What came of it. */
export interface Ended extends Progress {
  readonly status: Exclude<RunView["status"], "running" | "paused">;
  readonly code: string | null;
  readonly details: Readonly<Record<string, unknown>> | null;
}

/** Which run of which space: the name of its object is the run's id. */
export interface RunRef {
  readonly tenantId: string;
  readonly id: string;
}

/** What the object of a run is given to begin with: plain data, and no value of the credential. */
export interface RunOrder extends RunRef {
  readonly credentialId: string;
  readonly socket: SocketOrder;
  readonly request: SignInRequest;
}

/** A run, and, for the call that began it, what its object must be given. */
export interface Begun {
  readonly view: RunView;
  readonly order: RunOrder | null;
}

/** Whoever began a run, so that its object can ask for the values in that name: held in memory, like the values. */
export interface RunStart {
  readonly order: RunOrder;
  readonly caller: Caller;
}
