/** How far two places lie apart. */
import type { Location } from "./organisation.js";

/** In kilometres. */
const earthRadius = 6371;

/** The distance as the crow flies, rounded to 0.1 km; null where either is not known. Haversine. */
export function kilometresBetween(a: Location | null, b: Location | null): number | null {
  if (a === null || a.latitude === null || a.longitude === null) return null;
  if (b === null || b.latitude === null || b.longitude === null) return null;
  const across = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const along = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const half = across + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * along;
  // Opposite ends of the globe may round to just above 1.
  return Math.round(2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, half))) * 10) / 10;
}

/** Kilometres that two places with such latitudes lie apart at least: a degree is 111.2 km, here a little less. */
export function kilometresAtLeast(latitude: number, other: number): number {
  return Math.abs(latitude - other) * 111;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
