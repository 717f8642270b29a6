/** Codes that the routes of this room share. */

export const CONDITIONS = ["mfa_required", "ip_not_allowed", "time_window_violation"] as const;
export const ON_PATH = [...CONDITIONS, "invalid_path", "secret_not_found"] as const;
