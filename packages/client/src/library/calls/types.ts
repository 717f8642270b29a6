import type { paths } from "../../generated/schema.ts";
import type { SendOptions } from "./sender.ts";

/** Types of calls by route, read out of the API's document. */

export type Method = "get" | "put" | "post" | "patch" | "delete";
/** The routes that have the method. */
export type RouteOf<M extends Method> = {
  [R in keyof paths]: paths[R] extends Record<M, { responses: unknown }> ? R : never;
}[keyof paths];

type Operation<M extends Method, R extends RouteOf<M>> = paths[R] extends Record<M, infer O> ? O : never;
type Json<T> = T extends { content: { "application/json": infer B } } ? B : never;
type Given<O, Where extends string> = O extends { parameters: infer P }
  ? P extends { [K in Where]?: infer T }
    ? NonNullable<T>
    : never
  : never;
type Success = 200 | 201 | 202 | 204;

/** The body of a success; undefined where there is none. */
export type AnswerOf<M extends Method, R extends RouteOf<M>> =
  Operation<M, R> extends { responses: infer A }
    ? { [S in keyof A]: S extends Success ? (S extends 204 ? undefined : Json<A[S]>) : never }[keyof A]
    : never;

export type QueryOf<M extends Method, R extends RouteOf<M>> = Given<Operation<M, R>, "query">;
export type BodyOf<M extends Method, R extends RouteOf<M>> =
  Operation<M, R> extends { requestBody?: infer B } ? Json<NonNullable<B>> : never;

type Optional<K extends string, T> = [T] extends [never] ? unknown : { readonly [N in K]?: T };
type Required<K extends string, T> = [T] extends [never] ? unknown : { readonly [N in K]: T };
type BodyPart<M extends Method, R extends RouteOf<M>> =
  Operation<M, R> extends { requestBody: infer B } ? Required<"body", Json<B>> : Optional<"body", BodyOf<M, R>>;

/** What a call to a route takes: what stands in its path, its query and its body, by the names of the document. */
export type CallOptions<M extends Method, R extends RouteOf<M>> = SendOptions &
  Required<"path", Given<Operation<M, R>, "path">> &
  Optional<"query", QueryOf<M, R>> &
  BodyPart<M, R> & { readonly headers?: Readonly<Record<string, string | undefined>> };
