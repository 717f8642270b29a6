import { writeSync } from "node:fs";
import { Writable } from "node:stream";

/**
 * The standard output where it is a file. Of a full disk the system takes a part of what is written, and says how much: Node's own stream does
 * not look, so that the end would be missing without a word. Here the rest is written, or the error of the system comes.
 */
export const fileStream = (fd: number): Writable =>
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error("not written"));
      }
    },
  });
