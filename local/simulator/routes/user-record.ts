import { type Call, isPresent } from '../route.ts';

/** A person as chats, projects and sessions name one; null once the account is gone from every readable organization. */
export function userOrNull({ world, now }: Pick<Call, 'world' | 'now'>, index: number) {
  const person = world.people[index];
  return person && isPresent(person, now) ? { id: person.id, email_address: person.email } : null;
}

/** As sessions name one: the identifier stays, the address goes with the account. */
export function userWithoutAddress({ world, now }: Pick<Call, 'world' | 'now'>, index: number) {
  const person = world.people[index]!;
  return { id: person.id, email_address: isPresent(person, now) ? person.email : null };
}
