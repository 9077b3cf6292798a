/** Each limit and each way of asking wrongly, over the whole service. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";

import { openTestService, type TestOptions, type TestService } from "../support/app.js";

let service: TestService;
beforeAll(async () => {
  service = await openTestService({ demo: true });
});
afterAll(() => service.close());

async function withService(
  options: TestOptions,
  use: (service: TestService) => Promise<void>,
): Promise<void> {
  const own = await openTestService({ demo: true, ...options });
  try {
    await use(own);
  } finally {
    await own.close();
  }
}

async function codeOf(query: string, variables?: Record<string, unknown>): Promise<string | undefined> {
  const { errors } = await service.ask(query, variables);
  return errors?.[0].extensions.code;
}

describe("what a question may ask for", () => {
  test("2,000 tokens; more are BUDGET_EXCEEDED", async () => {
    const question = (ids: number) => `{ nodes(ids: [${'"x" '.repeat(ids)}]) { id } }`;
    expect(await codeOf(question(500))).toBeUndefined();
    expect(await codeOf(question(1900))).toBe("BAD_USER_INPUT");
    const { status, errors } = await service.ask(question(2000));
    expect(status).toBe(400);
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining("too many tokens"),
        extensions: { code: "BUDGET_EXCEEDED" },
      }),
    ]);
  });

  test("so many fields of one name; more are BUDGET_EXCEEDED though found while the question is checked", async () => {
    const { status, errors } = await service.ask(`{ ${"__typename ".repeat(1990)} }`);
    expect(status).toBe(400);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["BUDGET_EXCEEDED"]);
  });

  const nested = (times: number) =>
    `{ organisation(ref: "brin:99AB") { ${"region { within { ".repeat(times)} code ${"} } ".repeat(times)} } }`;
  test("a depth of 12; more is BUDGET_EXCEEDED and says what to do", async () => {
    expect(await codeOf(nested(1))).toBeUndefined();
    const deep = `{ region(code: "AM28") { ${"within { ".repeat(11)} code ${"} ".repeat(11)} } }`;
    const { status, errors } = await service.ask(deep);
    expect(status).toBe(400);
    expect(errors?.[0]).toMatchObject({
      message:
        "Cannot answer the question: its depth is 13, at most 12 is allowed; ask for what lies deeper in another question",
      extensions: { code: "BUDGET_EXCEEDED" },
    });
  });

  test("30 aliases; more are BUDGET_EXCEEDED", async () => {
    const aliases = (count: number) =>
      `{ service { ${Array.from({ length: count }, (_, i) => `a${i}: version`).join(" ")} } }`;
    expect(await codeOf(aliases(30))).toBeUndefined();
    expect(await codeOf(aliases(31))).toBe("BUDGET_EXCEEDED");
  });

  test("10 root fields; more are BUDGET_EXCEEDED", async () => {
    const roots = (count: number) =>
      `{ ${Array.from({ length: count }, (_, i) => `a${i}: service { version }`).join(" ")} }`;
    expect(await codeOf(roots(10))).toBeUndefined();
    expect(await codeOf(roots(11))).toBe("BUDGET_EXCEEDED");
  });

  test("a cost of 10,000; more is BUDGET_EXCEEDED", async () => {
    const pages = (first: number) =>
      `{ organisations(first: ${first}) { nodes { partners(first: 99) { nodes { name } } } } }`;
    expect(await codeOf(pages(83))).toBeUndefined();
    expect(await codeOf(pages(84))).toBe("BUDGET_EXCEEDED");
  });

  test("GraphiQL's question about the schema", async () => {
    const { errors, data } = await service.ask(
      getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true }),
    );
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty("__schema.types");
  });

  test("an answer of so many bytes; a larger one is BUDGET_EXCEEDED", () =>
    withService({ limits: { answerBytes: 3000 } }, async (small) => {
      const { errors, data, extensions } = await small.ask(
        "{ organisations(first: 40) { nodes { id name website } } }",
      );
      expect(data).toBeUndefined();
      expect(extensions.revision).toBe(1);
      expect(errors?.[0]).toMatchObject({
        message: "Cannot send the answer: it is larger than 3,000 bytes; ask for smaller pages (first)",
        extensions: { code: "BUDGET_EXCEEDED" },
      });
      expect((await small.ask("{ service { version } }")).errors).toBeUndefined();
    }));

  test("so much time; a question that takes longer is answered with BUDGET_EXCEEDED while its store hangs", () =>
    withService(
      {
        limits: { requestTime: 50, gapsTime: 5000 },
        wrap: (store) => ({ ...bound(store), readLabels: () => new Promise(() => undefined) }),
      },
      async (slow) => {
        const { status, errors } = await slow.ask("{ partnerships(first: 1) { nodes { title } } }");
        expect(status).toBe(503);
        expect(errors?.[0].extensions.code).toBe("BUDGET_EXCEEDED");
        expect(errors?.[0].message).toContain("the time for one request is up");
        expect((await slow.ask("{ service { version } }")).status).toBe(200);
      },
    ));

  // Apollo executes over a copy of the context, so that what was noted there never reached the clock.
  test("more time where a question ranks gaps", () =>
    withService(
      {
        limits: { requestTime: 50, gapsTime: 20_000 },
        demo: true,
        wrap: (store) => {
          const whole = bound(store);
          const read: typeof store.read = async (kind, keys) => {
            await new Promise((resolve) => setTimeout(resolve, 200));
            return whole.read(kind, keys);
          };
          return { ...whole, read };
        },
      },
      async (slow) => {
        const { status, data } = await slow.ask<{ gaps: { nodes: unknown[] } }>(
          `{ gaps(region: "AM28", asOf: "2026-11-01", kinds: [DORMANT_PARTNERSHIP]) {
            nodes { ... on DormantPartnership { partnership { title } } }
          } }`,
        );
        expect(status).toBe(200);
        expect(data.gaps.nodes).toHaveLength(2);
      },
    ));

  test("so much in a minute from one address, off loopback; more is 429 and says when to ask again", () =>
    withService({ isLoopback: false, limits: { costPerMinute: 120 } }, async (counted) => {
      expect((await counted.ask("{ organisations { nodes { id } } }")).status).toBe(200);
      expect((await counted.ask("{ organisations { nodes { id } } }")).status).toBe(200);
      const { status, errors, headers } = await counted.ask("{ organisations { nodes { id } } }");
      expect(status).toBe(429);
      expect(Number(headers["retry-after"])).toBeGreaterThan(0);
      expect(errors?.[0].extensions.code).toBe("BUDGET_EXCEEDED");
      const more = Array.from({ length: 20 }, () => counted.ask("{ __typename }"));
      const refused = (await Promise.all(more)).at(-1)!;
      expect(refused.status).toBe(429);
      expect(refused.errors?.[0].message).toMatch(/ask again in \d+ s/);
    }));

  test("2,000 small questions a minute, always", () =>
    withService({ isLoopback: false }, async (counted) => {
      for (let i = 0; i < 2000; i++)
        expect((await counted.ask("{ organisations(first: 20) { nodes { id } } }")).status).toBe(200);
    }));
});

/** The methods of a store as properties, so that some can be replaced. */
function bound<Store extends object>(store: Store): Store {
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(store)) as (keyof Store & string)[];
  const all = Object.entries(store) as [string, unknown][];
  for (const name of methods) {
    const method = store[name];
    if (typeof method === "function" && name !== "constructor") all.push([name, method.bind(store)]);
  }
  return Object.fromEntries(all) as Store;
}

interface Raw {
  readonly method?: "GET" | "POST" | "PUT" | "OPTIONS";
  readonly url?: string;
  readonly headers?: Record<string, string>;
  readonly payload?: string;
}

async function send({
  method = "POST",
  url = "/graphql",
  headers = { "content-type": "application/json" },
  payload,
}: Raw) {
  const reply = await service.server.fastify.inject({ method, url, headers, payload });
  return { status: reply.statusCode, headers: reply.headers, text: reply.body };
}

function errorIn(text: string): { code: string; message: string } {
  const { errors } = JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] };
  return { code: errors[0].extensions.code, message: errors[0].message };
}

describe("requests that are no question", () => {
  test("a body over 256 kB is 413", async () => {
    const { status, text } = await send({ payload: JSON.stringify({ query: "#".repeat(256 * 1024) }) });
    expect(status).toBe(413);
    expect(errorIn(text)).toMatchObject({
      code: "BUDGET_EXCEEDED",
      message: expect.stringContaining("too large"),
    });
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/graphql",
  ])("a body of the media type %s is 415", async (type) => {
    const { status, text } = await send({ headers: { "content-type": type }, payload: "{ __typename }" });
    expect(status).toBe(415);
    expect(errorIn(text).message).toContain("application/json");
  });

  test.each(["", "{", "[".repeat(200_000), '{"query":', "null"])(
    "a body that is not JSON of an object is 400: %#",
    async (payload) => {
      const { status, text } = await send({ payload });
      expect(status).toBe(400);
      expect(["BAD_USER_INPUT", "BAD_REQUEST"]).toContain(errorIn(text).code);
    },
  );

  test("every error carries the revision", async () => {
    const all = [
      await send({ payload: "{" }),
      await send({ payload: '{"query":"{"}' }),
      await send({ payload: "[]" }),
      await send({ method: "PUT" }),
    ];
    expect(all.map(({ text }) => JSON.parse(text).extensions)).toEqual(all.map(() => ({ revision: 1 })));
  });

  test("questions in batches are refused", async () => {
    const { status } = await send({ payload: '[{"query":"{ __typename }"}]' });
    expect(status).toBe(400);
  });

  test("a plain GET, as a page of another site can send it, is refused", async () => {
    const { status } = await send({ method: "GET", url: "/graphql?query={__typename}", headers: {} });
    expect(status).toBe(400);
  });

  test("a GET with a header that such a page cannot set is answered, but changes nothing", async () => {
    const headers = { "apollo-require-preflight": "1" };
    expect((await send({ method: "GET", url: "/graphql?query={__typename}", headers })).status).toBe(200);
    const change = encodeURIComponent(
      'mutation { recordOrganisation(input: { name: "x", kind: OTHER }) { revision } }',
    );
    expect((await send({ method: "GET", url: `/graphql?query=${change}`, headers })).status).toBe(405);
  });

  test("a browser that visits the address is sent to the editor", async () => {
    const { status, headers } = await send({
      method: "GET",
      headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" },
    });
    expect(status).toBe(302);
    expect(headers.location).toBe("/graphiql");
  });
});

describe("questions that cannot be taken", () => {
  test.each([
    ["[".repeat(1900), ""],
    ["[".repeat(900), "]".repeat(900)],
    ["{a:".repeat(600), ""],
    ["{a:".repeat(450), `1${"}".repeat(450)}`],
  ])("brackets within brackets are bad input, never a fault: %#", async (open, close) => {
    for (const query of [
      `{ organisations(where: ${open}${close}) { totalCount } }`,
      `{ organisation(ref: ${open}${close}) { name } }`,
      `query ($a: ${open}Int${close}) { __typename }`,
    ]) {
      const { status, errors } = await service.ask(query);
      expect(status).toBe(400);
      expect(["BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"]).toContain(
        errors?.[0].extensions.code,
      );
    }
  });

  test("brackets within brackets in variables are bad input", async () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    const query = "query ($refs: [OrganisationRef!]!) { organisationsByRef(refs: $refs) { name } }";
    const { status, text } = await send({
      payload: `{"query":${JSON.stringify(query)},"variables":{"refs":${deep}}}`,
    });
    expect(status).toBe(400);
    expect(errorIn(text).code).toBe("BAD_USER_INPUT");
  });

  test("Apollo's codes are kept for what cannot be read and what is not valid, without hints", async () => {
    expect(await codeOf("{ organisation(")).toBe("GRAPHQL_PARSE_FAILED");
    const { errors } = await service.ask("{ organisationz { name } }");
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'Cannot query field "organisationz" on type "Query".',
        extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
      }),
    ]);
    expect(await codeOf("query a { __typename } query b { __typename }")).toBe(
      "OPERATION_RESOLUTION_FAILURE",
    );
  });

  test("a scalar that is malformed is BAD_USER_INPUT, as literal and as variable, and says what was wanted", async () => {
    const wanted = "wanted a date of the calendar, written YYYY-MM-DD, from 1900-01-01 to 2199-12-31";
    const literal = await service.ask('{ partnerships(where: { activeOn: "2024-02-30" }) { totalCount } }');
    expect(literal.errors?.[0]).toMatchObject({
      message: `Cannot read "2024-02-30" as Date: ${wanted}`,
      extensions: { code: "BAD_USER_INPUT" },
    });
    const variable = await service.ask(
      "query ($on: Date) { partnerships(where: { activeOn: $on }) { totalCount } }",
      { on: "2024-02-30" },
    );
    expect(variable.errors?.[0]).toMatchObject({
      message: expect.stringContaining(wanted),
      extensions: { code: "BAD_USER_INPUT" },
    });
    expect(variable.errors?.[0].message).toContain('"$on"');
  });

  test("a variable that is null where an argument may not be is BAD_USER_INPUT", async () => {
    expect(
      await codeOf('query ($n: Int = 3) { partnership(ref: "a:b") { parties(first: $n) { role } } }', {
        n: null,
      }),
    ).toBeUndefined();
    const query = 'query ($hops: Int = 2) { neighbourhood(of: "brin:99AB", hops: $hops) { truncated } }';
    expect(await codeOf(query, { hops: null })).toBe("BAD_USER_INPUT");
  });
});

// On loopback everyone may write, and a name of another site can be made to point there.
test("a host that is not this machine's is FORBIDDEN on loopback, and served elsewhere", async () => {
  const ask = (to: TestService, host: string) =>
    to.server.fastify.inject({
      method: "POST",
      url: "/graphql",
      headers: { host, "content-type": "application/json" },
      payload: { query: "{ __typename }" },
    });
  for (const host of ["localhost:4000", "127.0.0.1:4000", "[::1]:4000"])
    expect((await ask(service, host)).statusCode).toBe(200);
  const refused = await ask(service, "evil.example:4000");
  expect(refused.statusCode).toBe(403);
  expect(refused.json()).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
  await withService({ isLoopback: false }, async (open) =>
    expect((await ask(open, "schakel.example")).statusCode).toBe(200),
  );
});

describe("the schema about itself", () => {
  test("is not told where introspection is off", () =>
    withService({ introspection: false }, async (closed) => {
      const { errors } = await closed.ask("{ __schema { types { name } } }");
      expect(errors?.[0]).toMatchObject({
        message: "Cannot tell about the schema: introspection is off, SCHAKEL_INTROSPECTION=true turns it on",
        extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
      });
      expect((await closed.ask("{ __typename }")).errors).toBeUndefined();
    }));
});

describe("faults", () => {
  test("are masked, logged once with their number, and shown without a stack", () =>
    withService(
      {
        wrap: (store) => ({
          ...bound(store),
          readLabels: () => Promise.reject(new TypeError("secret of a driver")),
        }),
      },
      async (broken) => {
        const { errors } = await broken.ask("{ partnerships(first: 1) { nodes { title } } }");
        expect(errors?.[0].extensions).toEqual({ code: "INTERNAL_SERVER_ERROR" });
        expect(JSON.stringify(errors)).not.toContain("secret");
        const id = /under ([\w-]+)$/.exec(errors![0].message)![1];
        expect(
          broken.logged.filter((line) => line.includes(id) && line.includes("secret of a driver")),
        ).toHaveLength(1);
      },
    ));

  // It said under which path or address the store lies, to whoever asked.
  test("of the store are UNAVAILABLE with their reason, and do not tell where it lies", () =>
    withService({}, async ({ app, ask }) => {
      await app.store.close();
      const { errors } = await ask("{ partnerships(first: 1) { nodes { source } } }");
      expect(errors).toMatchObject([
        { message: "Cannot use the store: it is closed", extensions: { code: "UNAVAILABLE" } },
      ]);
    }));
});

describe("what a caller without a token may do", () => {
  const reads = "{ organisations { totalCount } }";
  const writes = 'mutation { recordOrganisation(input: { name: "x", kind: OTHER }) { revision } }';

  test.each([
    ["none", "UNAUTHENTICATED", "UNAUTHENTICATED"],
    ["read", undefined, "UNAUTHENTICATED"],
    ["write", undefined, undefined],
  ] as const)("%s: reading gives %s, writing %s", (anonymous, reading, writing) =>
    withService({ anonymous }, async (own) => {
      expect((await own.ask(reads)).errors?.[0].extensions.code).toBe(reading);
      expect((await own.ask(writes)).errors?.[0].extensions.code).toBe(writing);
    }),
  );
});

describe("pages of other sites", () => {
  test("may not ask unless their origin is named", async () => {
    const { headers, text } = await send({
      payload: '{"query":"{ __typename }"}',
      headers: { "content-type": "application/json", origin: "https://elsewhere.example" },
    });
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    expect(text).toContain("data");
  });

  test("may ask from an origin that is named, and from no other", () =>
    withService({ corsOrigins: ["https://here.example"] }, async ({ server }) => {
      const ask = (origin: string) =>
        server.fastify.inject({
          method: "OPTIONS",
          url: "/graphql",
          headers: {
            origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
          },
        });
      expect((await ask("https://here.example")).headers["access-control-allow-origin"]).toBe(
        "https://here.example",
      );
      expect((await ask("https://elsewhere.example")).headers["access-control-allow-origin"]).toBeUndefined();
    }));
});
