/** Who asks, and what that one may do. */

export interface Viewer {
  /** Who is named in change rows. */
  readonly name: string;
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
}
