/** A route key such as `GET /agents/{id}`, ready to match. */
export interface CompiledRoute {
  /** The key as in the template. */
  key: string;
  matches(method: string, path: string): Record<string, string> | undefined;
  /** Lower goes first. */
  rank: string;
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** One path segment as a pattern and its place in the order: fixed text before `{name}` before `{name+}`. */
function segmentOf(segment: string): { pattern: string; order: string; name?: string } {
  const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(segment) ?? [];
  if (!name) return { pattern: literally(segment), order: '0' };
  return greedy ? { pattern: '(.+)', order: '2', name } : { pattern: '([^/]+)', order: '1', name };
}

/** Compiles a route key. API Gateway takes the most specific route: fixed path, then parameters, then greedy ones, then `$default`. */
export function compileRoute(key: string): CompiledRoute {
  if (key === '$default') return { key, rank: '9', matches: () => ({}) };
  const [method = 'ANY', path = '/'] = key.split(' ');
  const segments = path.split('/').map(segmentOf);
  const pattern = new RegExp(`^${segments.map((segment) => segment.pattern).join('/')}/?$`);
  const names = segments.flatMap((segment) => segment.name ?? []);
  const order = segments.map((segment) => segment.order).join('');
  return {
    key,
    rank: `${order}${method === 'ANY' ? '1' : '0'}`,
    matches(requestMethod, requestPath) {
      if (method !== 'ANY' && method !== requestMethod) return undefined;
      const match = pattern.exec(requestPath);
      if (!match) return undefined;
      return Object.fromEntries(names.map((name, i) => [name, decoded(match[i + 1] ?? '')]));
    },
  };
}
