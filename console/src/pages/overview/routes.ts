import { type PageRoute, page } from "../../shell/route.ts";

export const overviewRoutes: readonly PageRoute[] = [page("/console", () => import("./overview.tsx"))];
