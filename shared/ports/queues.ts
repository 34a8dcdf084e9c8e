import type { InspectionTask, PurgeQueueTask, ScanStep } from '../messages.ts';

export interface ScanLane {
  /**
   * Sends the message that performs `step`. Within five minutes the same step is delivered once, unless `again` makes it
   * another message (the sweeper's way of healing a lost one).
   */
  send(step: ScanStep, again?: string): Promise<void>;
}

export interface InspectionQueue {
  /** Returns the tasks that the queue accepted; the rest must be sent again. */
  send(tasks: readonly InspectionTask[]): Promise<InspectionTask[]>;
}

export interface PurgeQueue {
  /** Delivered after `delaySeconds` (up to 900), after some seconds unless told. */
  send(task: PurgeQueueTask, delaySeconds?: number): Promise<void>;
}
