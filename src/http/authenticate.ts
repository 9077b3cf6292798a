/** Who asks. As long as no token issuer is configured everyone is anonymous, with the rights the operator gave. */
import type { AnonymousRight, Viewer } from "../domain/access.js";

/** Makes the viewer that a caller without a token is. */
export function anonymousViewer(right: AnonymousRight): Viewer {
  return { name: "anonymous", anonymous: true, mayRead: right !== "none", mayWrite: right === "write" };
}
