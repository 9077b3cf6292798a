import { expect, test } from "@jest/globals";
import { readHouseMap } from "./house-map.js";
import { faultsOfCycles, faultsOfImports, faultsOfPlace } from "./imports.js";
import { readSources } from "./sources.js";

const map = readHouseMap();
const sources = readSources("src");

// ---- the house as it stands

test("every file of src lies in a room", () => {
  expect(faultsOfPlace(map, sources)).toEqual([]);
});

test("every room of the map is there", () => {
  const missing = map.rooms.filter(
    ({ name }) => !sources.some(({ file }) => file === name || file.startsWith(`${name}/`)),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test("rooms import only what the map allows, through doors", () => {
  expect(faultsOfImports(map, sources)).toEqual([]);
});

test("the map grants no import that nobody uses", () => {
  const faults: string[] = [];
  for (const room of map.rooms) {
    const own = sources.filter(({ file }) => file === room.name || file.startsWith(`${room.name}/`));
    for (const granted of [...room.mayImport, ...room.packages]) {
      if (granted === "domain") continue;
      const without = {
        ...map,
        rooms: map.rooms.map((other) =>
          other === room
            ? {
                ...room,
                mayImport: room.mayImport.filter((name) => name !== granted),
                packages: room.packages.filter((name) => name !== granted),
              }
            : other,
        ),
      };
      if (faultsOfImports(without, own).length === 0) faults.push(`${room.name} never uses ${granted}`);
    }
  }
  expect(faults).toEqual([]);
});

test("imports never run in a circle", () => {
  expect(faultsOfCycles(sources)).toEqual([]);
});

// ---- the laws themselves, on planted faults

const small = readHouseMap(`
## Rooms

| room | holds | may import | packages | doors |
| --- | --- | --- | --- | --- |
| \`domain\` | things | | node:crypto | \`*\` |
| \`store\` | records | domain | | \`store.ts\` |
| \`store/sqlite\` | records | domain store | better-sqlite3 node:\\* | \`adapter.ts\` |
| \`service\` | verbs | domain store | | \`services.ts\` |
| \`app.ts\` | all | store/sqlite | | \`*\` |

## Words at home

| words | in | at home in |
| --- | --- | --- |
| \`SELECT\` | texts | store/sqlite |
`);

function plant(file: string, ...lines: string[]) {
  return [{ file, text: lines.join("\n") }];
}

test("faultsOfPlace() names a file outside every room", () => {
  expect(faultsOfPlace(small, plant("utils/text.ts"))).toEqual([
    "src/utils/text.ts: lies in no room of src/README.md",
  ]);
  expect(faultsOfPlace(small, plant("app.ts"))).toEqual([]);
});

test("faultsOfImports() names an import of a room that may not be imported, with its line", () => {
  expect(
    faultsOfImports(
      small,
      plant("domain/path.ts", "// a clause", `import type { Store } from "../store/store.js";`),
    ),
  ).toEqual(["src/domain/path.ts:2: domain may not import store"]);
});

test("faultsOfImports() names an import that does not go through a door", () => {
  expect(faultsOfImports(small, plant("service/x.ts", `export * from "../store/rows.js";`))).toEqual([
    "src/service/x.ts:1: store/rows.ts is no door of store",
  ]);
});

test("faultsOfImports() keeps adapters for the one who opens them", () => {
  const adapter = `await import("./store/sqlite/adapter.js");`;
  expect(faultsOfImports(small, plant("app.ts", adapter))).toEqual([]);
  expect(faultsOfImports(small, plant("service/x.ts", adapter.replace("./", "../")))).toEqual([
    "src/service/x.ts:1: service may not import store/sqlite",
  ]);
});

test("faultsOfImports() lets an adapter use what its port keeps for adapters", () => {
  expect(faultsOfImports(small, plant("store/sqlite/read.ts", `import "../rows.js";`))).toEqual([]);
});

test("faultsOfImports() names a package that the room may not use, Node's own included", () => {
  expect(
    faultsOfImports(
      small,
      plant("domain/ids.ts", `import { z } from "zod";`, `import "node:fs";`, `import "node:crypto";`),
    ),
  ).toEqual([
    "src/domain/ids.ts:1: domain may not use the package zod",
    "src/domain/ids.ts:2: domain may not use the package node:fs",
  ]);
  expect(faultsOfImports(small, plant("store/sqlite/a.ts", `import "node:fs/promises";`))).toEqual([]);
});

test("faultsOfCycles() tells a circle, also one of types", () => {
  expect(
    faultsOfCycles([
      ...plant("domain/a.ts", `import { b } from "./b.js";`),
      ...plant("domain/b.ts", ``, `import type { A } from "./a.js";`),
      ...plant("domain/c.ts", `import "./a.js";`),
    ]),
  ).toEqual(["src/domain/b.ts:2: closes a circle, domain/a.ts -> domain/b.ts -> domain/a.ts"]);
});
