import type { PolicyAnswer, PolicyEdit } from '../../api/types.ts';

export type Dictionary = PolicyEdit['dictionaries'][number];
export type Pattern = PolicyEdit['patterns'][number];
export type ExactData = PolicyEdit['exactData'][number];
export type Exclusion = PolicyEdit['exclusions'][number];
export type TypeRule = PolicyEdit['types'][string];
export type RiskStep = NonNullable<TypeRule['risk']>[number];

/** The policy as a change to it begins: lists of records stay as they are until they come with new ones. */
export const editOf = ({ policy }: PolicyAnswer): PolicyEdit => ({
  ...policy,
  exclusions: policy.exclusions.map((exclusion) => ({ ...exclusion })),
  exactData: policy.exactData.map((list) => ({ ...list })),
});

type RuleChange = { readonly [Field in keyof TypeRule]?: TypeRule[Field] | undefined };

/** The policy with the rule of one type changed: what is undefined is left out, and so is a rule that says nothing. */
export function withRule(policy: PolicyEdit, typeId: string, change: RuleChange): PolicyEdit {
  const { [typeId]: before, ...others } = policy.types;
  const rule = Object.fromEntries(
    Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined),
  ) as TypeRule;
  return { ...policy, types: Object.keys(rule).length === 0 ? others : { ...others, [typeId]: rule } };
}

/** The list with this entry in the place of the one with the same id, or at its end. */
export const withEntry = <T extends { readonly id: string }>(list: readonly T[], entry: T): T[] =>
  list.some(({ id }) => id === entry.id)
    ? list.map((each) => (each.id === entry.id ? entry : each))
    : [...list, entry];

/** `CUSTOMER_NUMBER` for `Customer number`. */
export function typeIdFor(name: string): string {
  const words =
    name
      .normalize('NFKD')
      .toUpperCase()
      .match(/[A-Z0-9]+/g) ?? [];
  const id = words.join('_').replace(/^[^A-Z]+/, '');
  return `${id.length < 2 ? 'CUSTOM_TYPE' : id}`.slice(0, 64);
}

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
