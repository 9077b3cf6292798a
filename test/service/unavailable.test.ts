import { expect, test } from "@jest/globals";
import { operator } from "../../src/domain/access.js";
import { firstRows, makeOrganisation, makePartnership, openTestServices } from "../support/make.js";

test("while the store does not answer, questions about the network in memory go on", async () => {
  const { services, store, close } = await openTestServices({
    organisation: [makeOrganisation("a"), makeOrganisation("b")],
    partnership: [makePartnership("p", ["a", "b"])],
  });
  try {
    await store.close();
    const page = firstRows();
    expect(
      await services.findPaths(operator, { from: ["test:a"], to: ["test:b"], maxHops: 6 }),
    ).toMatchObject({
      kind: "paths",
    });
    expect((await services.listPartnerships(operator, { page })).rows).toHaveLength(1);
    for (const asked of [
      services.findPartnership(operator, "test:p"),
      services.listPartnerships(operator, { search: "p", page }),
      services.recordOrganisation(operator, { name: "C", kind: "OTHER" }),
      services.removePartnership(operator, { ref: "test:p" }),
    ])
      await expect(asked).rejects.toMatchObject({ code: "UNAVAILABLE" });
  } finally {
    await close();
  }
});
