/** The laws of words: one word, one room, and no name that says nothing. */
import { type HouseMap, roomOf } from "./house-map.js";
import { functionsOf, namesOf, type Placed, type Source, textsOf } from "./sources.js";

/** Finds the words that are used outside their room. */
export function faultsOfWords(map: HouseMap, sources: readonly Source[]): string[] {
  const faults: string[] = [];
  for (const source of sources) {
    const room = roomOf(map, source.file)?.name ?? "";
    const foreign = { names: new Set<string>(), texts: new Set<string>() };
    for (const home of map.words)
      if (!home.rooms.includes(room)) home.words.forEach((word) => foreign[home.in].add(word));
    for (const name of namesOf(source))
      for (const word of new Set([name.text, ...wordsOfName(name.text)]))
        if (foreign.names.has(word)) faults.push(faultOf(source, name, word));
    for (const text of textsOf(source))
      for (const word of new Set(wordsOfText(text.text)))
        if (foreign.texts.has(word)) faults.push(faultOf(source, text, word));
  }
  return [...new Set(faults)];
}

/** Finds declared functions and methods, and files, whose names say nothing: getX, handleX, processX, utils. */
export function faultsOfNames(sources: readonly Source[]): string[] {
  const faults: string[] = [];
  for (const source of sources) {
    const name = source.file.slice(source.file.lastIndexOf("/") + 1);
    if (/^(utils?|helpers?|common|types?|interfaces?|misc|shared|index)\.ts$/.test(name))
      faults.push(`src/${source.file}: is named after nothing that it exports`);
    if (!/^[a-z0-9]+([-.][a-z0-9]+)*\.ts$/.test(name))
      faults.push(`src/${source.file}: is not written in kebab-case`);
    for (const { text, line } of functionsOf(source))
      if (/^(get|handle|process|manage)[A-Z]/.test(text))
        faults.push(`src/${source.file}:${line}: "${text}" does not say what it does`);
  }
  return faults;
}

/** The words of a name, split at capitals: `readPageOf` is read, page, of. */
function wordsOfName(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[_.$]/g, " ")
    .toLowerCase()
    .split(" ");
}

/** The words of a text; those of one that begins as a query does are alike in capitals and small letters. */
function wordsOfText(text: string): string[] {
  const isQuery = /^\s*(select|insert|update|delete|pragma|match|merge|create|unwind)\s/i.test(text);
  return (isQuery ? text.toUpperCase() : text).split(/\W+/);
}

function faultOf(source: Source, placed: Placed, word: string): string {
  return `src/${source.file}:${placed.line}: "${word}" is not at home here`;
}
