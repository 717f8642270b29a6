import type { Module } from "../kernel/module";
import { deleteCubbyhole, listCubbyhole, readCubbyhole, writeCubbyhole } from "./operations";
import { sweepCubbyholes } from "./sweep";

export const cubbyholeModule: Module = {
  operations: [readCubbyhole, writeCubbyhole, deleteCubbyhole, listCubbyhole],
  jobs: [sweepCubbyholes],
};
