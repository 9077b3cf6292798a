/** This process's changes, one at a time, so that they do not make each other stale. */
import { limits } from "../limits.js";
import { refusal } from "../refuse.js";

export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Runs a job once those before it are done, whatever became of them. One that waited too long is
   * refused as UNAVAILABLE without being begun, so that a queue behind a store that hangs drains at once.
   */
  run<T>(action: string, job: () => Promise<T>): Promise<T> {
    const latest = Date.now() + limits.writeWait;
    const turn = this.#last.then(() => {
      if (Date.now() > latest)
        throw refusal(
          "UNAVAILABLE",
          action,
          "the changes before it took too long; nothing was changed, try again",
        );
      return job();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
