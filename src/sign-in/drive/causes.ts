import { ZodError } from "zod";
import { CdpClosed, type CdpEnd, CdpRefused } from "../cdp/faults";
import type { SignInCode } from "./outcome";

/** Why a run that sent nothing was cut off, in our own words: a browser's text and a fault's message may hold anything. */
export function causeOf(
  fault: unknown,
  end: CdpEnd | undefined,
): { readonly code: SignInCode; readonly details: Readonly<Record<string, unknown>> | null } {
  if (end === "run_timeout") return { code: "timeout", details: null };
  if (end !== undefined || fault instanceof CdpClosed) return { code: "browser_gone", details: { limit: end } };
  if (fault instanceof CdpRefused) return { code: "browser_refused", details: { method: fault.method } };
  if (fault instanceof ZodError) return { code: "browser_gone", details: { limit: "message_malformed" } };
  return { code: "internal_error", details: { fault: fault instanceof Error ? fault.name : typeof fault } };
}
