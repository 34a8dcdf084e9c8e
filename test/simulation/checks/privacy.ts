import { tables as tableNames } from '../../contract/dynamo-tables.ts';
import { CANARY } from '../provider/things.ts';
import type { Run } from '../run.ts';

const KEY = 'canaryinthekey';

/** Keys, content, names and addresses are where they belong and nowhere else. */
export function checkPrivacy({ history, cloud }: Run): string[] {
  const tables = Object.values(tableNames).map((name) => JSON.stringify(cloud.tables.rows(name)));
  const facts = history.facts.map(({ detail }) => JSON.stringify(detail)).join('\n');
  const places: Readonly<Record<string, readonly [text: string, forbidden: readonly string[]]>> = {
    logs: [history.logs.join('\n'), [KEY, CANARY.content, CANARY.name, CANARY.email]],
    messages: [history.messages.join('\n'), [KEY, CANARY.content, CANARY.name, CANARY.email]],
    facts: [facts, [KEY, CANARY.content, CANARY.name, CANARY.email]],
    tables: [tables.join('\n'), [KEY, CANARY.content]],
    schedules: [JSON.stringify([...cloud.schedules.values()]), [KEY]],
  };
  return Object.entries(places).flatMap(([place, [text, forbidden]]) =>
    forbidden.filter((word) => text.includes(word)).map((word) => `R12 ${word} stands in the ${place}`),
  );
}

/** Every request names the tenant that its message or its caller belongs to. */
export const checkTenants = ({ history }: Run): string[] =>
  history.foreign.map(({ who, what }) => `R13 ${who} reaches for ${what}`);
