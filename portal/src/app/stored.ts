import { useCallback, useState } from 'react';

// How somebody likes to see things, kept in this browser. Nothing else is: no token, no key, no data.

const PREFIX = 'portal:';

/** Undefined where nothing is stored, or storage is not allowed. */
export function readStored(name: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function writeStored(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // A browser that stores nothing shows the usual way each time.
  }
}

/** State that stays in this browser. What was stored is merged over the initial value, so that new fields have one. */
export function useStored<T extends object>(name: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    const stored = readStored(name);
    return typeof stored === 'object' && stored !== null ? { ...initial, ...stored } : initial;
  });
  const change = useCallback(
    (next: T) => {
      writeStored(name, next);
      setValue(next);
    },
    [name],
  );
  return [value, change];
}
