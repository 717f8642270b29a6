import { ToolError } from "./project.mjs";

/**
 * The socket of Node as a transport of `src/sign-in/cdp`.
 * @param {string} url
 */
export async function openTransport(url) {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", () => reject(new ToolError("the browser's socket can't be opened")), {
      once: true,
    });
  });
  return {
    /** @param {string} text */
    send: (text) => {
      if (socket.readyState !== WebSocket.OPEN) throw new Error("the socket is closed");
      socket.send(text);
    },
    /** @param {{ message(data: unknown): void, closed(): void }} listener */
    listen: (listener) => {
      socket.addEventListener("message", ({ data }) => listener.message(data));
      socket.addEventListener("close", () => listener.closed(), { once: true });
    },
    close: () => socket.close(),
  };
}

/** Time as it is. */
export const systemClock = {
  now: () => Date.now(),
  /** @param {number} ms @param {() => void} then */
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
