import { afterEach, expect, test } from "@jest/globals";
import { operator } from "../../../src/domain/access.js";
import { openNetwork } from "../../../src/network/network.js";
import { createServices } from "../../../src/service/services.js";
import { openSqliteStore } from "../../../src/store/sqlite/adapter.js";
import { firstRows, makeOrganisation, openTestServices, type TestServices } from "../../support/make.js";

let opened: TestServices;

afterEach(() => opened.close());

test("a request key makes two equal commands one change, answered the same", async () => {
  opened = await openTestServices();
  const command = { name: "Museum", kind: "OTHER", requestKey: "k1" } as const;
  const first = await opened.services.recordOrganisation(operator, command);
  await opened.services.recordOrganisation(operator, { name: "Another", kind: "OTHER" });
  expect(await opened.services.recordOrganisation(operator, command)).toEqual(first);
  expect(await opened.store.readRevision()).toBe(2);
});

test("a request key holds after a restart", async () => {
  opened = await openTestServices();
  const command = { name: "Museum", kind: "OTHER", requestKey: "k1" } as const;
  const first = await opened.services.recordOrganisation(operator, command);
  opened = await opened.reopen();
  expect(await opened.services.recordOrganisation(operator, command)).toEqual(first);
  expect(await opened.store.readRevision()).toBe(1);
});

test("a request key holds for a removal, whose record is gone", async () => {
  opened = await openTestServices({ organisation: [makeOrganisation("a")] });
  const command = { ref: "test:a", requestKey: "k1" };
  const first = await opened.services.removeOrganisation(operator, command);
  expect(await opened.services.removeOrganisation(operator, command)).toEqual(first);
});

test("a request key does not mind the order of fields, and null is not absent", async () => {
  opened = await openTestServices({ organisation: [makeOrganisation("a", { website: "w" })] });
  const { services } = opened;
  const first = await services.recordOrganisation(operator, { ref: "test:a", name: "B", requestKey: "k" });
  expect(await services.recordOrganisation(operator, { requestKey: "k", name: "B", ref: "test:a" })).toEqual(
    first,
  );
  await expect(
    services.recordOrganisation(operator, { ref: "test:a", name: "B", website: null, requestKey: "k" }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a request key with another input, or another operation, is CONFLICT", async () => {
  opened = await openTestServices({ organisation: [makeOrganisation("a")] });
  const { services } = opened;
  await services.recordOrganisation(operator, { ref: "test:a", requestKey: "k" });
  await expect(
    services.removeOrganisation(operator, { ref: "test:a", requestKey: "k" }),
  ).rejects.toMatchObject({
    code: "CONFLICT",
    message:
      'Cannot remove organisation "test:a": request key "k" was used with another input; a new key is wanted',
  });
});

test("a refused command does not use its request key up", async () => {
  opened = await openTestServices();
  const { services } = opened;
  await expect(services.recordOrganisation(operator, { name: "A", requestKey: "k" })).rejects.toThrow("kind");
  const done = await services.recordOrganisation(operator, { name: "A", kind: "OTHER", requestKey: "k" });
  expect(done.revision).toBe(1);
});

test("the same command sent twice at once is one change", async () => {
  opened = await openTestServices();
  const command = { name: "Museum", kind: "OTHER", requestKey: "k" } as const;
  const [a, b] = await Promise.all([1, 2].map(() => opened.services.recordOrganisation(operator, command)));
  expect(b).toEqual(a);
  expect(await opened.store.readRevision()).toBe(1);
});

test("changes of two processes over one file all happen, each once", async () => {
  opened = await openTestServices();
  const store = await openSqliteStore({ file: opened.file });
  const network = await openNetwork(store);
  const others = createServices({ store, network, timeZone: "Europe/Amsterdam", version: "0" });
  try {
    const record = (services: typeof others, n: number) =>
      services.recordOrganisation(operator, { identifiers: [`x:${n}`], name: `Number ${n}`, kind: "OTHER" });
    const done = await Promise.all(
      Array.from({ length: 40 }, (_, n) => record(n % 2 === 0 ? opened.services : others, n)),
    );
    expect(new Set(done.map(({ revision }) => revision)).size).toBe(40);
    expect(await store.readRevision()).toBe(40);
    await network.catchUp(40);
    expect(others.listOrganisations(operator, { page: firstRows(1) }).count()).toBe(40);
  } finally {
    await network.close();
    await store.close();
  }
});

test("two that make the same record at once make one, and the other amends it", async () => {
  opened = await openTestServices();
  const record = (name: string) =>
    opened.services.recordOrganisation(operator, { identifiers: ["kvk:1"], name, kind: "OTHER" });
  const [a, b] = await Promise.all([record("A"), record("B")]);
  expect(b.id).toBe(a.id);
  expect(b.revision).toBe(2);
  expect(opened.services.findOrganisation(operator, "kvk:1")?.name).toBe("B");
});

test("of two that expect the same revision one is CONFLICT", async () => {
  opened = await openTestServices({ organisation: [makeOrganisation("a")] });
  const record = (name: string) =>
    opened.services.recordOrganisation(operator, { ref: "test:a", name, expectedRevision: 1 });
  const outcomes = await Promise.allSettled([record("A"), record("B")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
});

test("change rows name the viewer and the operation", async () => {
  opened = await openTestServices();
  const viewer = { ...operator, name: "alice" };
  await opened.services.recordOrganisation(viewer, { name: "A", kind: "OTHER" });
  expect(await opened.store.readChanges(0, 10)).toMatchObject([
    { revision: 1, actor: "alice", operation: "recordOrganisation" },
  ]);
});
