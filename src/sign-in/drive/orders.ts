import type { WriteOrder } from "../page/order";
import { fieldsToFill, type Plan } from "../page/plan";
import type { SignInCode } from "./outcome";
import type { SignInPorts, SignInRequest } from "./ports";
import type { View } from "./survey";

export type Role = "username" | "password" | "totp";

/** What is to be written, of what the plan found and the credential has. */
export function orderOf(plan: Plan, view: View, roles: readonly Role[]): WriteOrder {
  const { group, submit } = plan.form;
  const fields = fieldsToFill(plan)
    .filter(({ role }) => roles.includes(role))
    .flatMap(({ role, fields: found }) => found.map(({ seen }) => ({ role, ref: seen.ref, type: seen.type })));
  return {
    origin: view.page.origin,
    group: group.ref,
    isForm: group.isForm,
    action: group.action,
    method: group.method,
    submit: submit?.ref ?? null,
    submitAction: submit?.action ?? null,
    fields,
  };
}

/**
 * Why the form may not be sent, judged before the vault is asked. A form that says GET would put the password into an address;
 * one that says nothing is sent by a script, as nearly all are, or stopped when it leaves.
 */
export function sendRefusal(
  order: WriteOrder,
  mode: SignInRequest["mode"],
  judge: SignInPorts["judge"],
): SignInCode | null {
  const withPassword = order.fields.some(({ role }) => role === "password");
  if (withPassword && (order.method === "get" || order.method === "dialog"))
    return mode === "wire" ? "not_substituted" : "action_not_allowed";
  const addresses = [order.action, order.submitAction].filter((address) => address !== null);
  return addresses.every((address) => isAllowed(address, judge)) ? null : "action_not_allowed";
}

/** `javascript:` sends nothing by itself. */
const isAllowed = (address: string, judge: SignInPorts["judge"]): boolean =>
  /^javascript:/i.test(address) || judge(address).kind === "allowed";

/** One box for each letter where there are as many, else the whole in the first. */
export function lettersFor(order: WriteOrder, code: string): string[] {
  const boxes = order.fields.filter(({ role }) => role === "totp").length;
  return boxes > 1 ? Array.from(code.slice(0, boxes).padEnd(boxes, " "), (letter) => letter.trim()) : [code];
}
