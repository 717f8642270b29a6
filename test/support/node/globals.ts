import { scheduler } from "node:timers/promises";

/** What the runtime has as a global and Node as a module: the rest that slow work takes between its steps. */
Object.assign(globalThis, { scheduler });
