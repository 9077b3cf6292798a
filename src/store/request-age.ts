/** How long the store remembers what a request key was answered. */

const days = 30;

/** The moment, ISO 8601 in UTC, before which a request made now counts as forgotten. */
export function oldestRequest(): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}
