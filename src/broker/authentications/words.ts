/** Of a run that is under way: the object of its own has it. */
export const LIVE = ["running", "paused"] as const;
export const STATUSES = [...LIVE, "authenticated", "filled", "failed", "cancelled"] as const;
export const MODES = ["wire", "fill", "prompt_user"] as const;
