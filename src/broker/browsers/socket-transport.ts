import type { Transport, TransportListener } from "../../sign-in/cdp/transport";

/**
 * A socket of the platform as a transport. What arrives is handed on as it is, text or bytes. However the socket ends, `closed`
 * is told once: a closing handshake, a broken connection, or a message that the platform found too large.
 */
export class SocketTransport implements Transport {
  readonly #socket: WebSocket;
  #listener: TransportListener | undefined;
  #isOver = false;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  listen(listener: TransportListener): void {
    this.#listener = listener;
    const socket = this.#socket;
    socket.addEventListener("message", ({ data }) => {
      if (!this.#isOver) listener.message(data);
    });
    socket.addEventListener("close", () => this.#end());
    socket.addEventListener("error", () => this.#end());
    socket.accept();
  }

  /** Throws if the socket is gone. */
  send(text: string): void {
    if (this.#isOver) throw new Error("the socket is closed");
    this.#socket.send(text);
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#closeSocket();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#closeSocket(); // the answer to a closing handshake, too
    this.#listener?.closed();
  }

  #closeSocket(): void {
    try {
      if (this.#listener === undefined) this.#socket.accept();
      this.#socket.close(1000);
    } catch {
      // It is closed already, which is what was wanted.
    }
  }
}
