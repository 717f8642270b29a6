/** A root key of one byte, repeated. */
export const root = (id: string, fill: number) => ({ id, key: new Uint8Array(32).fill(fill) });
