import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";

/**
 * In tests no alarm rings by itself: a test rings it (`runDurableObjectAlarm`), or lets the platform do so (`letRing`). One that
 * rang whenever the machine came to it would do its work before, while or after the test looks.
 *
 * What is set for before 2030 is set for 140 years later. Objects find it where they set it.
 */
const AWAY_MS = Date.UTC(2110, 0, 1);
const HELD_BEFORE_MS = Date.UTC(2030, 0, 1);

/** What every object's storage takes its methods from. */
const methods: DurableObjectStorage & { ownSetAlarm?: DurableObjectStorage["setAlarm"] } = await runInDurableObject(
  env.SPACES.getByName("alarms"),
  (_, { storage }) => Object.getPrototypeOf(storage),
);

/** Files that share a runtime share these methods. */
if (!methods.ownSetAlarm) {
  const { setAlarm, getAlarm } = methods;
  methods.ownSetAlarm = setAlarm;
  methods.setAlarm = function (time, ...options) {
    const ms = Number(time);
    return setAlarm.call(this, ms < HELD_BEFORE_MS ? ms + AWAY_MS : ms, ...options);
  };
  methods.getAlarm = async function (...options) {
    const ms = await getAlarm.call(this, ...options);
    const isHeld = ms !== null && ms >= AWAY_MS && ms < AWAY_MS + HELD_BEFORE_MS;
    return isHeld ? ms - AWAY_MS : ms;
  };
}

/** The platform rings this object's alarm, at once. */
export const letRing = (stub: DurableObjectStub): Promise<void> => runInDurableObject(stub, (_, state) => ring(state));

/** As the platform would: it rings if its time has come. */
export const letRingIfDue = (stub: DurableObjectStub): Promise<void> =>
  runInDurableObject(stub, async (_, state) => {
    const ms = await state.storage.getAlarm();
    if (ms !== null && ms <= Date.now()) await ring(state);
  });

const ring = async ({ storage }: DurableObjectState): Promise<void> => {
  await methods.ownSetAlarm?.call(storage, Date.now());
};
