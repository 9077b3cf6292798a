/** `/livez`: the process answers. `/readyz`: it can be sent questions, for its store answers and it is not stopping. */
import type { FastifyInstance } from "fastify";

export interface HealthRoute {
  /** Asks the store for a sign of life. */
  ping(): Promise<unknown>;
  isStopping(): boolean;
  /** Milliseconds within which the store must answer. */
  readonly readyTime: number;
}

/** Adds both routes to a server. */
export function addHealthRoutes(server: FastifyInstance, { ping, isStopping, readyTime }: HealthRoute): void {
  server.get("/livez", async () => ({ status: "alive" }));

  server.get("/readyz", async (_request, reply) => {
    if (isStopping()) return reply.code(503).send({ status: "stopping" });
    const answers = await answersWithin(ping, readyTime);
    return answers ? { status: "ready" } : reply.code(503).send({ status: "the store does not answer" });
  });
}

async function answersWithin(ping: () => Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const answered = ping().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
