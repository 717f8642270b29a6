/** A socket that is open, whatever made it: the client asks no more of it. */
export interface Transport {
  /** Throws if the socket is gone. */
  send(text: string): void;
  /** Told once, before anything is sent. `message` gets what arrived, `closed` that nothing more will, however it came. */
  listen(listener: TransportListener): void;
  close(): void;
}

export interface TransportListener {
  message(data: unknown): void;
  closed(): void;
}

/** Time from outside: milliseconds, and a timer that the returned function ends. */
export interface Clock {
  now(): number;
  after(ms: number, then: () => void): () => void;
}
