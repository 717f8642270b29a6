import { type PageRoute, page } from "../../shell/route.ts";

export const settingsRoutes: readonly PageRoute[] = [
  page("/console/webhooks", () => import("./webhooks.tsx")),
  page("/console/webhooks/new", () => import("./webhook-new.tsx")),
  page("/console/webhooks/:id", () => import("./webhook.tsx")),
  page("/console/settings", () => import("./settings.tsx")),
];
