import type { PosternOptions } from "../../library/postern.ts";
import type { Shell } from "../shell/shell.ts";
import { visible } from "../shell/visible.ts";

/** Tells of each request: its method, where to, what came, after how long. Neither headers nor bodies: they hold tokens and values. */
export function debugFetch(
  { stderr, now }: Shell,
  sent: NonNullable<PosternOptions["fetch"]> = fetch,
): NonNullable<PosternOptions["fetch"]> {
  return async (url, init) => {
    const { pathname, search } = new URL(url);
    const began = now();
    const tell = (what: string) =>
      stderr.write(`debug: ${init.method ?? "GET"} ${visible(pathname + search)} ${what} ${now() - began} ms\n`);
    try {
      const answer = await sent(url, init);
      tell(`${answer.status} ${visible(answer.headers.get("X-Request-ID") ?? "-")}`);
      return answer;
    } catch (error) {
      tell("no answer");
      throw error;
    }
  };
}
