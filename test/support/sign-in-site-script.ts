/** A small site: its pages by name, and what it does with what is posted to them. */
export interface SiteScript {
  readonly pages: Readonly<Record<string, string>>;
  /** By the page that is posted to; else it welcomes whoever posts. */
  readonly posts?: Readonly<Record<string, PostAnswer>>;
}
export interface PostAnswer {
  /** Leads on to that page. */
  readonly to?: string;
  /** Shows that page at the same address. */
  readonly show?: string;
  readonly delayMs?: number;
}
export interface Posted {
  readonly page: string;
  readonly type: string;
  readonly body: string;
}
