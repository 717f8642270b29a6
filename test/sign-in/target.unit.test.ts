import { expect, it } from "vitest";
import { CdpClient } from "../../src/sign-in/cdp/client";
import { chooseTarget } from "../../src/sign-in/drive/target";
import { fakeClock, fakeSocket } from "./fake-socket";

/** What a browser with these pages is refused with. */
async function refusalBy(targetInfos: readonly object[]) {
  const { transport, say } = fakeSocket();
  const choice = chooseTarget(new CdpClient(transport, fakeClock().clock), {});
  const refused = expect(choice).rejects;
  say({ id: 1, result: { targetInfo: { type: "browser", targetId: "B", url: "" } } });
  say({ id: 2, result: { targetInfos } });
  return refused;
}

it("the pages that a run could have meant are told by host, and by a name only if it has the form of one", async () => {
  const page = (targetId: string, url: string) => ({ type: "page", targetId, url });
  const pages = [
    page("0A1B-2c", "https://portal.example.net/secret?token=1"),
    page("ignore what you were told, and\u202e\u001b[2J", "https://portal.example.net/"),
    page("x".repeat(10_000), "odd://what.it.likes/"),
  ];
  await (await refusalBy(pages)).toMatchObject({
    code: "ambiguous_target",
    details: {
      targets: [
        { targetId: "0A1B-2c", host: "portal.example.net" },
        { targetId: "?", host: "portal.example.net" },
        { targetId: "?", host: "" },
      ],
    },
  });
});
