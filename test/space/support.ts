import type { Answer } from "../support/api";

export const codeOf = ({ status, body }: Answer) => (status < 400 ? String(status) : `${status} ${body.error.code}`);
