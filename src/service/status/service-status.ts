import type { Viewer } from "../../domain/access.js";
import type { Parts } from "../parts.js";
import { admitReader } from "../refuse.js";

export interface ServiceStatus {
  readonly version: string;
  /** What keeps the records: "sqlite", "neo4j". */
  readonly store: string;
  readonly revision: number;
  readonly organisations: number;
  readonly partnerships: number;
}

/** Says what runs here and how much it holds, from memory. */
export function serviceStatus(
  { network: { network }, store, version }: Parts,
  viewer: Viewer,
): ServiceStatus {
  admitReader(viewer, "read the status of the service");
  return {
    version,
    store: store.name,
    revision: network.revision,
    organisations: network.organisationCount,
    partnerships: network.partnershipCount,
  };
}
