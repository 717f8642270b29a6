import { type PageRoute, page } from "../../shell/route.ts";

export const bulkRoutes: readonly PageRoute[] = [page("/console/bulk", () => import("./bulk.tsx"))];
