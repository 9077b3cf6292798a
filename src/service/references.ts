/**
 * Refs and region codes of one question, resolved together, so that a refusal names every one that
 * is unknown and not just the first.
 */
import type { OrganisationId, RegionCode } from "../domain/ids.js";
import { clip } from "../domain/record-rules.js";
import type { Network } from "../network/network.js";
import { refusal } from "./refuse.js";

export class References {
  readonly #network: Network;
  readonly #action: string;
  readonly #unknownOrganisations = new Set<string>();
  readonly #unknownRegions = new Set<string>();

  constructor(network: Network, action: string) {
    this.#network = network;
    this.#action = action;
  }

  /** The ids that refs name, each once, in the order asked. */
  organisations(refs: readonly string[]): OrganisationId[] {
    const ids = new Set<OrganisationId>();
    for (const ref of refs) {
      const id = this.#network.findOrganisation(ref);
      if (id === null) this.#unknownOrganisations.add(ref);
      else ids.add(id);
    }
    return [...ids];
  }

  /** The region codes, each once, in the order asked. */
  regions(codes: readonly string[]): RegionCode[] {
    const known = new Set<RegionCode>();
    for (const code of codes) {
      if (this.#network.regionOf(code as RegionCode) === null) this.#unknownRegions.add(code);
      else known.add(code as RegionCode);
    }
    return [...known];
  }

  /** Throws NOT_FOUND if anything resolved so far was unknown; the message names each. */
  settle(): void {
    const parts = [];
    if (this.#unknownOrganisations.size > 0)
      parts.push(`no organisation is known as ${quoted(this.#unknownOrganisations)}`);
    if (this.#unknownRegions.size > 0) {
      const meant = [...this.#unknownRegions]
        .map((code) => code.toUpperCase())
        .filter((code) => this.#network.regionOf(code as RegionCode) !== null);
      const hint = meant.length === 0 ? "" : `; did you mean ${quoted(meant)}?`;
      parts.push(`no region has the code ${quoted(this.#unknownRegions)}${hint}`);
    }
    if (parts.length > 0) throw refusal("NOT_FOUND", this.#action, parts.join("; "));
  }
}

/** Values in quotes, joined by commas, each short enough for a message. */
export function quoted(values: Iterable<string>): string {
  return Array.from(values, (value) => `"${clip(value)}"`).join(", ");
}
