/**
 * Seeds that broke a promise once, and what was wrong then. What a seed does moves with the simulation and with every request
 * that the pipeline makes, so these keep company to the tests of the cases themselves, they do not replace them.
 */
export const CORPUS: readonly { readonly seed: string; readonly found: string }[] = [
  { seed: '78', found: 'a worker that had been frozen called during a pause (the check was wrong)' },
  { seed: '114', found: 'a late purge took where chats belong, which the next scan had found unchanged' },
  { seed: '170', found: 'an agent that stood for no use stayed when another one turned up' },
  { seed: '235', found: 'a late purge took where chats belong, which the next scan had found unchanged' },
  {
    seed: '426',
    found: 'a file that is uploaded twice had the event of the upload that could be read first',
  },
  { seed: '565', found: 'an agent that stood for no use stayed when another one turned up' },
  {
    seed: '667',
    found: 'the copy of a lost inspection task stayed after a cancellation, for the lifecycle rule',
  },
  { seed: '732', found: 'a late purge took where chats belong, and the next scan knew less' },
  {
    seed: '817',
    found: 'the scan after a cancelled one called before the retry-after that the cancelled one was told',
  },
  { seed: '849', found: 'a refusal before the key was revoked counted as one after (the check was wrong)' },
  { seed: '888', found: 'a late purge took the record of a running scan and left its lock' },
  { seed: '520', found: 'a worker that woke set an agent as it had read it, when another one had read more' },
  { seed: '526', found: 'a purge left rows of a machine whose clock was ahead' },
  { seed: '1199', found: 'progress fell while two workers said how far the same step was' },
  { seed: '1278', found: 'a purge that died held the next configuration up for longer than anybody tried' },
  { seed: '1319', found: 'a message that came on two pages was counted and inspected twice' },
  {
    seed: '1525',
    found: 'an agent stayed that was known only by messages that turned out to be another one’s',
  },
  { seed: '1544', found: 'a purge that died held the next configuration up for longer than anybody tried' },
  { seed: '1632', found: 'a pause was forgotten because the hand-over of what was fetched failed, too' },
  {
    seed: '2585',
    found: 'a file that failed under its later upload got a second event under the earlier one',
  },
  { seed: '5935', found: 'what a worker staged that woke after the end of its scan stayed' },
  { seed: '15628', found: 'what a worker staged that woke after the end of its scan stayed' },
  { seed: '4563', found: 'progress fell when a scan failed, or paused, in a step that had counted further' },
  { seed: '16500', found: 'progress fell when a scan failed, or paused, in a step that had counted further' },
  { seed: '8557', found: 'a copy that came when its worker had given up stayed after the cancellation' },
  { seed: '15627', found: 'progress fell when a scan failed, or paused, in a step that had counted further' },
  { seed: '16329', found: 'of two refusals at once the shorter pause was kept' },
  { seed: '7', found: 'a worker took its own checkpoint for another one’s, and its scan stood still' },
  { seed: '29', found: 'a worker took its own checkpoint for another one’s, and its scan stood still' },
  {
    seed: '12299',
    found: 'a request to erase that came late, when all was erased, blocked the next configuration',
  },
];
