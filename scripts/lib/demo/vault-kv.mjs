import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { terminal } from "./bao.mjs";
import { givePolicy } from "./set-up.mjs";

/**
 * Secrets, their versions, numbers and a lesser token, by `bao` and by Postern's own API in turns.
 *
 * @typedef {import("./vault.mjs").Scene} Scene
 */
/** All that is ever written as a password here. */
export const PASSWORDS = { first: "correct-horse-7", second: "battery-staple-8", third: "native-write-9" };
/** As somebody wrote them. No double holds one of the three. */
const NUMBERS = '{"account":12345678901234567890,"price":1.10,"reach":1e400}';

/** @param {Scene} scene */
export async function writeAndRead({ story, bao, ines, manager }) {
  story.chapter("The command line of a vault");
  story.step(
    "Nothing is installed for Postern: this is bao, by OpenBao. Two variables say where it is, and who calls.",
  );
  story.note(`VAULT_ADDR=${bao.address} VAULT_TOKEN=******** VAULT_FORMAT=json`);
  const state = JSON.parse(await story.type(ines, "bao status"));
  story.holds("it finds a vault that is open", [state.initialized, state.sealed], [true, false]);

  story.step("A secret is put, read, and patched in one field.");
  await story.type(ines, `bao kv put secret/shop/db user=shop password=${PASSWORDS.first}`);
  const read = JSON.parse(await story.type(ines, "bao kv get secret/shop/db"));
  story.holds("it is what was put, in version 1", [read.data.data.user, read.data.metadata.version], ["shop", 1]);
  await story.type(ines, `bao kv patch secret/shop/db password=${PASSWORDS.second}`);

  story.step("The same store, seen from its own API: there is one secret, and one line of versions.");
  const native = await story.ask(manager, "GET /v1/secrets/shop/db", 200);
  const both = { user: "shop", password: PASSWORDS.second };
  story.holds("user as it was, password as patched", [native.version, native.data], [2, both]);

  story.step("Who names the version that a write replaces loses nothing that another one wrote meanwhile.");
  const stale = "check-and-set parameter did not match";
  await story.type(ines, "bao kv put -cas=1 secret/shop/db user=nobody", [2, stale]);
}

/** @param {Scene} scene */
export async function deleteAndUndelete({ story, ines, manager }) {
  story.chapter("Deleted, and not lost");
  story.step("A version is deleted, for both sides.");
  await story.type(ines, "bao kv delete secret/shop/db");
  const gone = JSON.parse(await story.type(ines, "bao kv get secret/shop/db"));
  story.holds("bao shows when, and no value", [gone.data.data, gone.data.metadata.deletion_time !== ""], [null, true]);
  await story.ask(manager, "GET /v1/secrets/shop/db", [404, "version_not_found"]);

  story.step("And it is back, for both.");
  await story.type(ines, "bao kv undelete -versions=2 secret/shop/db");
  const back = await story.ask(manager, "GET /v1/secrets/shop/db", 200);
  story.holds("it is the patched one", back.data.password, PASSWORDS.second);

  story.step("What is known of a secret without its value: versions and labels.");
  await story.type(ines, "bao kv metadata put -custom-metadata=team=payments secret/shop/db");
  const known = JSON.parse(await story.type(ines, "bao kv metadata get secret/shop/db")).data;
  story.holds("two versions", [known.current_version, Object.keys(known.versions)], [2, ["1", "2"]]);
  const described = await story.ask(manager, "GET /v1/secrets/metadata/shop/db", 200);
  story.holds(
    "a label, on both sides",
    [known.custom_metadata, described.metadata.team],
    [{ team: "payments" }, "payments"],
  );
}

/** @param {Scene} scene */
export async function keepNumbers({ story, bao, ines, token, url }) {
  story.chapter("Numbers keep their digits");
  writeFileSync(join(bao.folder, "numbers.json"), NUMBERS);
  story.step(`No double holds one of these: ${NUMBERS}`);
  await story.type(ines, "bao kv put secret/shop/numbers @numbers.json");
  const text = await story.type(ines, "bao kv get secret/shop/numbers", 0, { reveal: true });
  const printed = /"data": (\{\s*"account"[^}]*\})/.exec(text)?.[1]?.replaceAll(/\s/g, "");
  story.holds("bao prints each as it was written", printed, NUMBERS);
  const answer = await fetch(`${url}/v1/secrets/shop/numbers`, { headers: { authorization: `Bearer ${token}` } });
  const native = await answer.text();
  story.holds("GET /v1/secrets/shop/numbers has the same text", native.includes(`"data":${NUMBERS}`));
}

/** @param {Scene} scene @param {string} who */
export async function limitToken({ story, bao, ines, manager, secrets }, who) {
  story.chapter("A token that may do less");
  story.step("A policy is Postern's own. It is bound to Ines, so she may pass it on.");
  const rules = [{ path_pattern: "shop/db", permissions: ["read"] }];
  await givePolicy(story, manager, { name: "read-db", rules }, who);
  story.step("She makes a token that has it, and nothing else that she has.");
  const made = JSON.parse(await story.type(ines, "bao token create -policy=read-db -ttl=1h")).auth;
  story.holds("one policy, one hour", [made.policies, made.lease_duration], [["read-db"], 3600]);
  secrets.push(made.client_token);
  const job = terminal(bao, "a job", made.client_token);
  await story.type(job, "bao kv get -field=user secret/shop/db");
  const can = JSON.parse(await story.type(job, "bao token capabilities secret/data/shop/db", 0, { reveal: true }));
  story.holds("it may read", can, ["read"]);

  story.step("All else is refused: to write there, and to read what lies beside it.");
  await story.type(job, "bao kv put secret/shop/db user=nobody", [2, "permission denied"]);
  await story.type(job, "bao kv get -mount=secret shop/numbers", [2, "permission denied"]);
  story.step("It dies when Ines says so.");
  await story.type(ines, `bao token revoke -accessor ${made.accessor}`);
  await story.type(job, "bao kv get -mount=secret shop/db", [2, "permission denied"]);
}
