/** The map of `src`, read from the tables of `src/README.md`. */
import { readFileSync } from "node:fs";

export interface Room {
  /** Its path below `src`: a folder, or a file at the top. */
  readonly name: string;
  readonly mayImport: readonly string[];
  /** Names of packages; `node:*` is all of Node's own modules. */
  readonly packages: readonly string[];
  /** Files that other rooms may import, relative to the room; `*` is all of them. */
  readonly doors: readonly string[];
}

export interface HomeOfWords {
  readonly words: readonly string[];
  readonly in: "names" | "texts";
  /** Rooms; none where a word is at home nowhere. */
  readonly rooms: readonly string[];
}

export interface HouseMap {
  readonly rooms: readonly Room[];
  readonly words: readonly HomeOfWords[];
}

export const mapFile = new URL("../../src/README.md", import.meta.url);

export function readHouseMap(markdown: string = readFileSync(mapFile, "utf8")): HouseMap {
  return {
    rooms: rowsUnder(markdown, "## Rooms").map(([name, , mayImport, packages, doors]) => ({
      name: itemsOf(name)[0],
      mayImport: itemsOf(mayImport),
      packages: itemsOf(packages),
      doors: itemsOf(doors),
    })),
    words: rowsUnder(markdown, "## Words at home").map(([words, place, rooms]) => ({
      words: itemsOf(words),
      in: itemsOf(place)[0] === "texts" ? "texts" : "names",
      rooms: itemsOf(rooms).filter((room) => room !== "nowhere"),
    })),
  };
}

/** The room that a file (its path below `src`) lies in: the one with the longest name that fits, or null. */
export function roomOf(map: HouseMap, file: string): Room | null {
  let found: Room | null = null;
  for (const room of map.rooms) {
    const fits = file === room.name || file.startsWith(`${room.name}/`);
    if (fits && room.name.length > (found?.name.length ?? -1)) found = room;
  }
  return found;
}

/** The cells of the first table under a heading, without its header. */
export function rowsUnder(markdown: string, heading: string): string[][] {
  const lines = markdown.split("\n");
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`Cannot read table: there is no heading "${heading}"`);
  const first = lines.findIndex((line, i) => i > start && line.startsWith("|"));
  const rows: string[][] = [];
  for (let i = first + 2; lines[i]?.startsWith("|"); i++)
    rows.push(
      lines[i]
        .replaceAll("\\|", "\u0000")
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.replaceAll("\u0000", "|").trim()),
    );
  return rows;
}

/** The words of a cell, without the marks of Markdown. */
function itemsOf(cell: string): string[] {
  return cell
    .replaceAll("`", "")
    .replaceAll("\\*", "*")
    .split(/\s+/)
    .filter((item) => item !== "");
}
