import { Write } from "./in-page/write";

/**
 * The text of an expression that makes a kit. A method's text is a piece of an object as it stands, `name(…) { … }`, also after
 * a bundler has made it smaller; a class's text is none, because a bundler puts its helpers in there.
 */
export function kitText(type: { readonly prototype: object }): string {
  const methods = new Map<string, string>();
  for (let at: object = type.prototype; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) {
      const method: unknown = Reflect.get(at, name);
      if (name !== "constructor" && typeof method === "function" && !methods.has(name))
        methods.set(name, String(method));
    }
  }
  return `({window:globalThis,kept:[],written:[],stopped:null,guarded:null,guardedForm:null,${[...methods.values()].join(",\n")}})`;
}

export const pageKit = (): string => kitText(Write);

/** The methods that are called from outside. */
export type KitMethod = "observe" | "fill" | "send" | "wipe" | "match" | "shows" | "frameFacts" | "elementOf" | "empty";

/** The declaration that `Runtime.callFunctionOn` takes, to be called on the kit. */
export const callOf = (method: KitMethod): string => `function(...inputs){return this.${method}(...inputs)}`;
