import { eq } from "drizzle-orm";
import type { SpaceDb } from "../kernel/db";
import type { Space } from "../kernel/space";
import { spaces } from "./state-tables";

/** Who an object is, as its own table says. Undefined: nobody provisioned it. */
export const storedSpace = (db: SpaceDb, id: string): Space | undefined =>
  db.select().from(spaces).where(eq(spaces.id, id)).get();

/** Once; a space that is there stays as it is. */
export const storeSpace = (db: SpaceDb, space: Space): void =>
  void db.insert(spaces).values(space).onConflictDoNothing().run();
