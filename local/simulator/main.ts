import { parseArgs } from 'node:util';
import { describeWorld } from './control.ts';
import { startSimulator } from './simulator.ts';
import { WORLD_SIZES, type WorldName } from './world/sizes.ts';

const HELP = `A simulated Anthropic tenant with the Compliance API.

  npm run simulator -- [options]

  --port N        port on 127.0.0.1 (default 8790)
  --world NAME    ${Object.keys(WORLD_SIZES).join(', ')} (default small)
  --seed N        another seed, another world (default 1)
  --key SECRET    secret of the parent key, instead of one made from the seed
  --rate N        requests per minute and parent (default 600)
  --ahead HOURS   let the history go on for so long after the start: repeated scans then find news (default 0)
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8790' },
    world: { type: 'string', default: 'small' },
    seed: { type: 'string', default: '1' },
    rate: { type: 'string', default: '600' },
    ahead: { type: 'string', default: '0' },
    key: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || !(values.world in WORLD_SIZES)) {
  console.log(HELP);
  process.exit(values.help ? 0 : 1);
}

const simulator = await startSimulator({
  port: Number(values.port),
  world: values.world as WorldName,
  seed: Number(values.seed),
  rateLimit: Number(values.rate),
  endsAt: Date.now() + Number(values.ahead) * 3_600_000,
  ...(values.key === undefined ? {} : { key: values.key }),
});

console.log(`Compliance API   ${simulator.url}`);
console.log(`Control          ${simulator.url}/simulator/{world,truth,requests,faults}`);
console.log('\nKeys');
for (const [name, secret] of Object.entries(simulator.keys)) console.log(`  ${name.padEnd(20)} ${secret}`);
console.log('\nWorld');
for (const [name, value] of Object.entries(describeWorld(simulator.world)))
  console.log(`  ${name.padEnd(20)} ${value}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.stop().then(() => process.exit(0)));
}
