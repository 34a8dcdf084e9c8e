/**
 * Start time, page latency and memory of the simulated tenant, for each size of world.
 *
 *   node bench/simulator.ts [small] [medium] [large]
 *
 * Wants Node 24; prints one line per size. Latencies are medians over HTTP on this machine.
 */
import { startSimulator } from '../local/simulator/simulator.ts';
import { WORLD_SIZES, type WorldName } from '../local/simulator/world/sizes.ts';

const REPEATS = 9;
const asked = process.argv.slice(2) as WorldName[];

for (const name of asked.length > 0 ? asked : (['small', 'medium', 'large'] as const)) {
  if (!(name in WORLD_SIZES)) throw new Error(`No such world: ${name}`);
  await measure(name);
}

async function measure(name: WorldName): Promise<void> {
  const began = performance.now();
  const simulator = await startSimulator({ world: name, rateLimit: Number.POSITIVE_INFINITY });
  const startMs = performance.now() - began;
  const residentMb = process.memoryUsage().rss / 1e6;
  const headers = { 'x-api-key': simulator.keys.parent };
  const get = async (path: string) => {
    const response = await fetch(`${simulator.url}/v1/compliance/${path}`, { headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    await response.arrayBuffer();
  };
  const { world } = simulator;
  const middle = new Date((world.endsAt - 20 * 86_400) * 1000).toISOString();
  const files = world.files.filter(({ index, chat, deletedAt }) => {
    const isThere = deletedAt === 0 && (chat < 0 || world.chats[chat]!.deletedAt === 0);
    return isThere && index !== world.oversizeFile;
  });
  const chats = world.chats.filter(({ deletedAt }) => deletedAt === 0);
  const results = {
    'start ms': startMs,
    'newest 5,000 activities ms': await median(() => get('activities?limit=5000')),
    '5,000 activities in the middle ms': await median(() =>
      get(`activities?limit=5000&created_at.lt=${middle}`),
    ),
    '1,000 chats by update ms': await median(() => get('apps/chats?order_by=updated_at&limit=1000')),
    'transcript ms': await median((i) =>
      get(`apps/chats/${world.ids.tagged('chat', chats[i * 31]!.index)}/messages`),
    ),
    'file ms': await median((i) =>
      get(`apps/chats/files/${world.ids.tagged('file', files[i * 5]!.index)}/content`),
    ),
    'truth of 30 days ms': await median(async () => {
      simulator.truth((world.endsAt - 30 * 86_400) * 1000, world.endsAt * 1000);
    }),
    'resident MB after the start': residentMb,
    'at the end': process.memoryUsage().rss / 1e6,
  };
  await simulator.stop();
  const shown = Object.entries(results).map(
    ([what, value]) => `${what} ${value < 10 ? value.toFixed(1) : Math.round(value)}`,
  );
  console.log(`${name}: ${shown.join(' · ')}`);
}

async function median(run: (turn: number) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < REPEATS; turn++) {
    const began = performance.now();
    await run(turn);
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)]!;
}
