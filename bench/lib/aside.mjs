import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/**
 * One request on a thread of its own, read to its last byte. Whoever measures others meanwhile does so undisturbed: taking in an export of a hundred
 * megabytes holds a thread of Node for 100 ms and more at a time, which would be told as a wait of the call beside it.
 * @typedef {{ url: string, method: string, headers: Record<string, string>, body?: string }} Request
 * @param {Request} request
 * @returns {Promise<() => Promise<void>>} once the thread is there: what sends it. Rejects unless the answer was a good one
 */
export async function aside(request) {
  const worker = new Worker(new URL(import.meta.url), { workerData: request });
  await once(worker, "message");
  return async () => {
    worker.postMessage("send");
    const [status] = await once(worker, "message");
    if (status < 200 || status > 299) throw new Error(`${request.method} ${request.url}: ${status}`);
  };
}

if (!isMainThread && parentPort) {
  const { url, ...init } = /** @type {Request} */ (workerData);
  parentPort.postMessage("ready");
  await once(parentPort, "message");
  const response = await fetch(url, init);
  await response.body?.pipeTo(new WritableStream());
  parentPort.postMessage(response.status);
  parentPort.close();
}
