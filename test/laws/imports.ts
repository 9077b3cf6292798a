/** The laws of imports: down the map, through doors, of packages that the room may use, never in a circle. */
import { type HouseMap, type Room, roomOf } from "./house-map.js";
import { importsOf, type Placed, type Source, targetOf } from "./sources.js";

/** Finds the files that lie in no room. */
export function faultsOfPlace(map: HouseMap, sources: readonly Source[]): string[] {
  return sources
    .filter(({ file }) => roomOf(map, file) === null)
    .map(({ file }) => `src/${file}: lies in no room of src/README.md`);
}

/** Finds the imports that the map does not allow. */
export function faultsOfImports(map: HouseMap, sources: readonly Source[]): string[] {
  const faults: string[] = [];
  for (const source of sources) {
    const room = roomOf(map, source.file);
    if (room === null) continue;
    for (const used of importsOf(source)) {
      const fault = used.text.startsWith(".")
        ? faultOfFile(map, room, targetOf(source, used.text))
        : faultOfPackage(room, used.text);
      if (fault !== null) faults.push(`${place(source, used)}: ${fault}`);
    }
  }
  return faults;
}

/** Finds circles of imports, each once, told from its first file. Types count: a circle of them is one room too few. */
export function faultsOfCycles(sources: readonly Source[]): string[] {
  const bySource = new Map(sources.map((source) => [source.file, source]));
  const done = new Set<string>();
  const faults: string[] = [];
  const trail: string[] = [];
  const visit = (file: string): void => {
    const source = bySource.get(file);
    if (source === undefined || done.has(file)) return;
    trail.push(file);
    for (const used of importsOf(source)) {
      if (!used.text.startsWith(".")) continue;
      const target = targetOf(source, used.text);
      const start = trail.indexOf(target);
      if (start >= 0)
        faults.push(
          `${place(source, used)}: closes a circle, ${[...trail.slice(start), target].join(" -> ")}`,
        );
      else visit(target);
    }
    trail.pop();
    done.add(file);
  };
  for (const { file } of sources) visit(file);
  return faults;
}

function faultOfFile(map: HouseMap, room: Room, target: string): string | null {
  const other = roomOf(map, target);
  if (other === null) return `${target} lies in no room`;
  if (other === room) return null;
  if (!room.mayImport.includes(other.name)) return `${room.name} may not import ${other.name}`;
  // A room within a room shares what its parent keeps for its children.
  if (room.name.startsWith(`${other.name}/`)) return null;
  const door = target.slice(other.name.length + 1);
  if (other.doors.includes("*") || other.doors.includes(door)) return null;
  return `${target} is no door of ${other.name}`;
}

function faultOfPackage(room: Room, specifier: string): string | null {
  const name = specifier.startsWith("node:")
    ? specifier
    : specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/");
  const allowed =
    room.packages.includes(name) || (name.startsWith("node:") && room.packages.includes("node:*"));
  return allowed ? null : `${room.name} may not use the package ${name}`;
}

function place(source: Source, placed: Placed): string {
  return `src/${source.file}:${placed.line}`;
}
