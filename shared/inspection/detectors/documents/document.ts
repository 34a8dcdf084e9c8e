import type { DataType } from '../../detect/data-type.ts';

/** The declaration of a kind of document that weighted phrases give away; scores are sums of the phrases found. */
export const document = (
  type: Pick<DataType, 'id' | 'name' | 'source' | 'hits' | 'misses'> & {
    readonly phrases: Readonly<Record<string, number>>;
    readonly group?: DataType['group'];
    readonly medium?: number;
    readonly high?: number;
  },
): DataType => {
  const { phrases, medium = 8, high = 14, group = 'documents', ...rest } = type;
  return {
    ...rest,
    group,
    find: [{ kind: 'phrases', phrases, medium, high }],
    confidence: { alone: 'medium', weak: 'medium', own: 'high' },
    mask: {},
  };
};
