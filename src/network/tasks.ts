/**
 * What can be worked out away from the event loop, by name.
 *
 * A task is a pure function of a projection and a question in numbers; its answer is plain. The same
 * functions run in a worker and, where little is asked, on the main thread. A typed array over shared
 * memory goes to the worker without being copied; everything else in a question is.
 */
import { dormantHyperedges } from "../kernel/dormant-hyperedges.js";
import { expectedLinks } from "../kernel/expected-links.js";
import { fittedLinks, fittedScores } from "../kernel/fitted-links.js";
import { measures } from "../kernel/measures.js";
import type { Projection } from "../kernel/projection.js";
import { regionalNetwork } from "../kernel/regional-network.js";
import { regionalTotals } from "../kernel/regional-totals.js";
import type { Workspace } from "../kernel/workspace.js";
import { answerPaths, explainNone, searchPaths } from "./path-task.js";
import { findSides } from "./sides-task.js";
import { drawView } from "./view-task.js";
import { topBySharedPartners } from "./shared-partners-task.js";

/** Works an answer out. `Question` and the answer hold numbers, strings, plain objects and typed arrays. */
export type Task<Question, Answer> = (
  projection: Projection,
  question: Question,
  workspace: Workspace,
) => Answer;

export const tasks = {
  answerPaths,
  dormantHyperedges,
  drawView,
  expectedLinks,
  explainNone,
  findSides,
  fittedLinks,
  fittedScores,
  measures,
  regionalNetwork,
  regionalTotals,
  searchPaths,
  topBySharedPartners,
} as const;

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type TaskQuestion<Name extends TaskName> = Parameters<Tasks[Name]>[1];
export type TaskAnswer<Name extends TaskName> = ReturnType<Tasks[Name]>;

/** Runs a task by name. */
export function runTask<Name extends TaskName>(
  name: Name,
  projection: Projection,
  question: TaskQuestion<Name>,
  workspace: Workspace,
): TaskAnswer<Name> {
  const task = tasks[name] as unknown as Task<TaskQuestion<Name>, TaskAnswer<Name>>;
  return task(projection, question, workspace);
}
