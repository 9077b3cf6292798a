/** What runs in a worker thread: takes one job after another, over the projection that came last. */
import { parentPort } from "node:worker_threads";
import { Projection, type ProjectionColumns } from "../kernel/projection.js";
import { createWorkspace } from "../kernel/workspace.js";
import { runTask, type TaskName, type TaskQuestion } from "./tasks.js";

/** A job as it is sent. */
export interface Job {
  readonly id: number;
  readonly task: TaskName;
  readonly question: TaskQuestion<TaskName>;
  /** The projection to work on from now on, in shared memory; absent where it is that of the job before. */
  readonly columns?: ProjectionColumns;
}

/** What comes back. */
export type JobDone =
  | { readonly id: number; readonly kind: "answer"; readonly answer: unknown }
  | { readonly id: number; readonly kind: "fault"; readonly message: string };

let projection = Projection.build(0, []);
const workspace = createWorkspace(projection);

parentPort?.on("message", ({ id, task, question, columns }: Job) => {
  if (columns !== undefined) projection = Projection.fromColumns(columns);
  parentPort?.postMessage(done(id, task, question));
});

function done(id: number, task: TaskName, question: TaskQuestion<TaskName>): JobDone {
  try {
    return { id, kind: "answer", answer: runTask(task, projection, question, workspace) };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id, kind: "fault", message };
  }
}
