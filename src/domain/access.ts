/** Who asks, and what that one may do. */

export interface Viewer {
  /** Who is named in change rows. */
  readonly name: string;
  /** Nobody said who it is: refused as UNAUTHENTICATED, where a known viewer would be FORBIDDEN. */
  readonly anonymous: boolean;
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
}

/** What a caller without a token may do. */
export type AnonymousRight = "none" | "read" | "write";

/** The one at the command line: the store is theirs. */
export const operator: Viewer = { name: "operator", anonymous: false, mayRead: true, mayWrite: true };
