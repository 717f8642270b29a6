/** A host as written, and the port behind it in digits; null: there is none. */
export interface HostAndPort {
  readonly host: string;
  readonly port: string | null;
}

const WRITTEN = /^(\[[^[\]]*\]|[^:[\]]*):([1-9][0-9]{0,4})$/;
const MAX_PORT = 65_535;

/** Takes the port off: 1 to 65535, without a zero before it. What is no such port is left where it stands, as a fault of the host. */
export function splitPort(text: string): HostAndPort {
  const [, host = "", port = ""] = WRITTEN.exec(text) ?? [];
  return port === "" || Number(port) > MAX_PORT ? { host: text, port: null } : { host, port };
}

export const joinPort = (host: string, port: string | null): string => (port === null ? host : `${host}:${port}`);
