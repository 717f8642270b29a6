import { ToolError } from "../project.mjs";
import { setUpAdministrator } from "./set-up.mjs";

/**
 * A year of a secret in a few seconds: a policy of ninety days warns, says when it is due, and takes the new value.
 *
 * @typedef {import("./story.mjs").Story} Story
 * @typedef {import("./story.mjs").Caller} Caller
 */
const DAY_MS = 86_400_000;
const PATH = "shop/db/login";
const SCOPES = ["secrets:read", "secrets:write", "secrets:list", "secrets:rotate", "policies:write", "admin"];
const RULES = [{ path_pattern: "shop/**", permissions: ["read", "write", "list", "rotate"] }];

/**
 * @param {Story} story
 * @param {{ url: string, operatorToken: string, receiver: Awaited<ReturnType<typeof import("./receiver.mjs").startReceiver>> }} place
 */
export async function tellRotation(story, { url, operatorToken, receiver }) {
  const startMs = Date.now();
  const { tenant, manager } = await setUpAdministrator(story, { url, operatorToken }, SCOPES, RULES);
  /** @param {number} days */
  const day = (days) => moveTo(story, url, tenant.id, days);
  const told = async (/** @type {number} */ count) => {
    const events = await receiver.next(count, hook.secret);
    for (const { type, data } of events) story.note(`event, verified: ${type} ${JSON.stringify(data)}`);
    return events.map(({ type }) => type);
  };

  story.chapter("A policy of ninety days");
  story.step("Whoever wants to know is told by signed events. The signing secret is shown once, and never again.");
  const wish = { name: "local", url: receiver.url, events: ["rotation.*", "secret.rotated"] };
  const hook = await story.ask(manager, "POST /v1/webhooks", 201, { body: wish });
  story.step("The policy warns a week and a day before, and lets an old value live two days longer.");
  const terms = { id: "rot_quarterly", name: "Quarterly", interval: "90d", grace_period: "48h", warn_before: "7d,1d" };
  await story.ask(manager, "POST /v1/rotation/policies", 201, { body: terms });
  story.step("A secret follows it.");
  const options = { rotation_policy_id: "rot_quarterly" };
  await story.ask(manager, `PUT /v1/secrets/${PATH}`, 201, { body: { data: { password: "spring" }, options } });
  const described = await story.ask(manager, `GET /v1/secrets/metadata/${PATH}`, 200);
  const dueMs = Date.parse(described.rotation_policy.next_rotation);
  story.holds("it is due in ninety days", Math.round((dueMs - startMs) / DAY_MS), 90);

  story.chapter("The quarter passes");
  await day(83.01);
  story.holds("a warning came, a week before", await told(1), ["rotation.due"]);
  await day(89.01);
  story.holds("a warning came, a day before", await told(1), ["rotation.due"]);
  await day(90.01);
  story.holds("it is due now", await told(1), ["rotation.due"]);
  await day(92.01);
  story.holds("nobody came: it is overdue, and that is said once", await told(1), ["rotation.overdue"]);

  story.chapter("Somebody writes a new value");
  story.step("An ordinary write answers: it completes the rotation, and says how long the old value still reads.");
  const body = { data: { password: "summer" } };
  const written = await story.ask(manager, `PUT /v1/secrets/${PATH}`, 200, { body });
  story.holds("it was a rotation", written.rotated);
  const types = await told(2);
  story.holds("that was told", types.toSorted(), ["rotation.completed", "secret.rotated"]);
  story.step("The old value reads for two days more, for who has not changed over yet.");
  const old = await story.ask(manager, `GET /v1/secrets/${PATH}?version=1`, 200);
  story.holds("it is the old one", old.data, { password: "spring" });
  await day(94.02);
  story.step("Then it is gone.");
  await story.ask(manager, `GET /v1/secrets/${PATH}?version=1`, [404, "version_not_found"]);
  const history = await story.ask(manager, "GET /v1/rotation/due?within_hours=8760", 200);
  story.holds("the next date is ninety days after the rotation", history.secrets.length, 1);

  story.chapter("The server makes the value itself");
  story.step("With auto_generate nobody has to come: at the date there is a new version.");
  await story.ask(manager, "PATCH /v1/rotation/policies/rot_quarterly", 200, {
    body: { auto_generate: true, warn_before: null },
  });
  await day(182.02);
  story.holds("it was rotated and told", (await told(2)).toSorted(), ["rotation.completed", "secret.rotated"]);
  const made = await story.ask(manager, `GET /v1/secrets/${PATH}`, 200);
  story.holds("a third version, of 32 letters and digits", [made.version, made.data.password.length], [3, 32]);
}

/** @param {Story} story @param {string} url @param {string} space @param {number} days after the start */
async function moveTo(story, url, space, days) {
  const body = JSON.stringify({ ahead_ms: Math.round(days * DAY_MS), space });
  const answer = await fetch(`${url}/demo/clock`, { method: "POST", body });
  if (!answer.ok) throw new ToolError(`the clock was not moved: ${answer.status}`);
  const { now } = /** @type {{ now: string }} */ (await answer.json());
  story.step(`Day ${Math.floor(days)}: the clock says ${now.slice(0, 16)}.`);
}
