import type { ObservedButton } from "./observation";
import * as words from "./words";

export type Lean = "login" | "register" | "code" | "none";

const textOf = ({ text, name, id }: ObservedButton): string =>
  text === "" ? words.plainName(`${name} ${id}`) : words.plain(text);

export const saysLogin = (button: ObservedButton): boolean => words.LOGIN.test(textOf(button)) && !saysRegister(button);
export const saysRegister = (button: ObservedButton): boolean => words.REGISTER.test(textOf(button));
export const saysNext = (button: ObservedButton): boolean => words.NEXT.test(textOf(button));
/** A way that takes no password, or leads away from the form. */
export const saysOther = (button: ObservedButton): boolean => {
  const text = textOf(button);
  return words.OTHER_BUTTON.test(text) || words.RECOVERY.test(text) || words.SEARCH.test(text);
};

/**
 * The button that sends the form, of those in its group, or undefined. `after` is how many of the group's fields stand up to the
 * last one that will be filled: what comes before is no way to send it.
 */
export function submitOf(buttons: readonly ObservedButton[], after: number, lean: Lean): ObservedButton | undefined {
  const scored = buttons
    .filter((button) => button.kind !== "reset")
    .map((button) => ({ button, score: scoreOf(button, after, lean) }))
    .filter(({ score }) => score > 0);
  // The first of equals: a form's first submit button is also the one that Enter presses.
  return scored.reduce<(typeof scored)[number] | undefined>(
    (best, next) => (best === undefined || next.score > best.score ? next : best),
    undefined,
  )?.button;
}

function scoreOf(button: ObservedButton, after: number, lean: Lean): number {
  const points: readonly (readonly [boolean, number])[] = [
    [button.hidden !== null, -20],
    [button.kind === "submit", 4],
    [button.kind === "image", 3],
    [button.kind === "button" || button.kind === "role", 1],
    [button.kind === "link", -3],
    [saysLogin(button), lean === "register" ? 2 : 6],
    [saysRegister(button), lean === "login" ? -2 : 4],
    [saysNext(button), 4],
    [saysOther(button), button.kind === "submit" ? -5 : -7],
    [textOf(button) === "", -2],
    [button.fieldsBefore >= after, 3],
    [/submit|login|sign ?in|continue|next/i.test(`${button.id} ${button.name} ${button.classes}`), 2],
    [/primary|success|cta/i.test(button.classes), 1],
  ];
  return points.reduce((sum, [holds, value]) => (holds ? sum + value : sum), 0);
}
