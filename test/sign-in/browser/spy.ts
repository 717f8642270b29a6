/** Another client of the same page, with all the ears that the protocol gives: it keeps each message as text. */
export async function startSpy(url: string) {
  const socket = new WebSocket(url);
  await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
  const messages: string[] = [];
  const waiting = new Map<number, (answer: { result?: Record<string, unknown> }) => void>();
  let id = 0;
  let session = "";
  let requests = 0;
  const send = (method: string, params: object, sessionId?: string): Promise<{ result?: Record<string, unknown> }> => {
    id += 1;
    socket.send(JSON.stringify({ id, method, params, sessionId }));
    const own = id;
    return new Promise((resolve) => waiting.set(own, resolve));
  };
  socket.addEventListener("message", ({ data }) => {
    messages.push(String(data));
    const message = JSON.parse(String(data));
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    if (message.method === "Network.requestWillBeSent") requests += 1;
    if (message.method === "Network.requestWillBeSent" && message.params.request.hasPostData)
      void send("Network.getRequestPostData", { requestId: message.params.requestId }, message.sessionId);
    if (message.method === "Fetch.requestPaused")
      void send("Fetch.continueRequest", { requestId: message.params.requestId }, message.sessionId);
  });
  return {
    async watch(targetId: string) {
      const attached = await send("Target.attachToTarget", { targetId, flatten: true });
      session = String(attached.result?.sessionId);
      await send("Network.enable", {}, session);
      const patterns = [{ urlPattern: "*" }, { urlPattern: "*", requestStage: "Response" }];
      await send("Fetch.enable", { patterns }, session);
      for (const domain of ["DOM", "Runtime", "Page", "Log", "DOMSnapshot", "DOMStorage", "Audits", "Performance"])
        await send(`${domain}.enable`, {}, session);
    },
    /** All that the page shows and its scripts know. */
    async look() {
      await send("DOM.getDocument", { depth: -1, pierce: true }, session);
      await send("DOMSnapshot.captureSnapshot", { computedStyles: [] }, session);
      const expression =
        "JSON.stringify([window.seen, document.documentElement.outerHTML, [...document.querySelectorAll('input')].map((field) => field.value)])";
      await send("Runtime.evaluate", { expression, returnByValue: true }, session);
    },
    end() {
      socket.close();
      return { requests, all: messages.join("\n") };
    },
  };
}
