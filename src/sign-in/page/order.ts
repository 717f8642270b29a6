/** What the in-page code is told to do, and what it has to find unchanged when it does it. Numbers are those of an observation. */
export interface WriteOrder {
  readonly origin: string;
  readonly group: number;
  readonly isForm: boolean;
  readonly action: string | null;
  readonly method: string;
  readonly submit: number | null;
  readonly submitAction: string | null;
  readonly fields: readonly OrderedField[];
}

export interface OrderedField {
  readonly role: "username" | "password" | "totp";
  readonly ref: number;
  readonly type: string;
}

export type WriteFault =
  | "page_changed"
  | "hidden_field_only"
  | "not_a_password_field"
  | "looks_like_registration"
  | "action_not_allowed";

/** `sent` is false where the button was not to be pressed yet. */
export type WriteAnswer =
  | { readonly ok: true; readonly sent: boolean }
  | { readonly ok: false; readonly code: WriteFault };

/** How a frame's element stands in the document above it. */
export interface FrameFacts {
  readonly isHidden: boolean;
  readonly isSandboxed: boolean;
}
