import { expect } from "@jest/globals";
import * as relay from "relay-runtime";
import type { OperationDescriptor, ReaderFragment, Variables } from "relay-runtime";

import type { Compiled } from "./compile.js";

/** A Relay store over the service, used as Relay's hooks use it, without React. */
export class RelayClient {
  private readonly environment: relay.Environment;

  constructor(
    url: string,
    private readonly compiled: Compiled,
  ) {
    const network = relay.Network.create(async (request, variables) => {
      const reply = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: request.text, variables }),
      });
      return (await reply.json()) as relay.GraphQLResponse;
    });
    this.environment = new relay.Environment({
      network,
      store: new relay.Store(new relay.RecordSource()),
    });
  }

  /** Asks a query, keeps its answer in the store, and returns what was asked. */
  async load(name: string, variables: Variables): Promise<OperationDescriptor> {
    return this.execute(this.compiled.request(name), variables);
  }

  /** Reads a query from the store alone. */
  read(operation: OperationDescriptor): unknown {
    return whole(this.environment.lookup(operation.fragment));
  }

  /** Reads a fragment from the store alone; `ref` is the data that spread it. */
  readFragment(name: string, ref: unknown): unknown {
    return whole(this.environment.lookup(this.selectorOf(this.compiled.fragment(name), ref)));
  }

  /** Fetches the next page of a fragment's connection (for a backward one the previous page), as `loadNext()` does. */
  async loadMore(name: string, ref: unknown, count: number): Promise<boolean> {
    const fragment = this.compiled.fragment(name);
    const { paginationRequest, paginationMetadata, connectionPathInFragmentData, identifierField } =
      relay.getPaginationMetadata(fragment, name);
    const selector = this.selectorOf(fragment, ref);
    const data = whole(this.environment.lookup(selector)) as Record<string, unknown>;
    const connection = connectionPathInFragmentData.reduce<unknown>(
      (at, key) => (at as Record<string, unknown>)[key],
      data,
    ) as { readonly pageInfo: relay.PageInfo };
    const { hasNextPage, endCursor, hasPreviousPage, startCursor } = connection.pageInfo;
    const backward = paginationMetadata.forward === null;
    if (!(backward ? hasPreviousPage : hasNextPage)) return false;
    const variables = relay.getPaginationVariables(
      backward ? "backward" : "forward",
      count,
      (backward ? startCursor : endCursor) ?? null,
      { ...selector.owner.variables, ...selector.variables },
      {},
      paginationMetadata,
    );
    const id = identifierField == null ? {} : { id: data[identifierField] };
    await this.execute(paginationRequest as relay.ConcreteRequest, { ...variables, ...id });
    return true;
  }

  /** Fetches a fragment again by the id of what it is on, as `refetch()` does. */
  async refetch(name: string, id: string): Promise<OperationDescriptor> {
    const { refetchableRequest } = relay.getRefetchMetadata(this.compiled.fragment(name), name);
    return this.execute(refetchableRequest as relay.ConcreteRequest, { id });
  }

  private async execute(request: relay.ConcreteRequest, variables: Variables): Promise<OperationDescriptor> {
    const operation = relay.createOperationDescriptor(request, variables, { force: true });
    this.environment.retain(operation);
    await relay.fetchQuery(this.environment, request, variables, { fetchPolicy: "network-only" }).toPromise();
    // Whatever was asked can be read again without asking.
    expect(this.environment.check(operation).status).toBe("available");
    return operation;
  }

  private selectorOf(fragment: ReaderFragment, ref: unknown): relay.SingularReaderSelector {
    return relay.getSingularSelector(fragment, ref)!;
  }
}

/** The data of a snapshot, of which nothing may be missing. */
function whole(snapshot: relay.Snapshot): unknown {
  expect(snapshot.isMissingData).toBe(false);
  return snapshot.data;
}
