import type { Postern } from "../../library/postern.ts";
import type { Session } from "../session/session.ts";
import { Gate } from "./gate.ts";

/** What moves a whole store waits for its turn as long as a bucket takes to fill, and is not tired of it. How long nobody may answer, the gate says. */
const PATIENCE = { retries: 30, maxPauseMs: 65_000 };

/** A gate that says when it waits. */
export const gateOf = ({ output }: Session): Gate =>
  new Gate(() => output.warn("no answer: waiting for the server, at most five minutes"));

/** A client for many requests, all through one gate. Throws CliError: nobody is signed in. */
export async function patientPostern(session: Session, gate: Gate): Promise<Postern> {
  const { options } = await session.signIn();
  return session.connect({ ...options, retry: PATIENCE, fetch: gate.through((url, init) => fetch(url, init)) });
}
