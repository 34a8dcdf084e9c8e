/** Whatever looks like one of Anthropic's keys, but not a prefix alone. */
const key = /sk-ant-[A-Za-z0-9_-]{10,}/g;

/**
 * Takes anything that looks like a key out of a text; JSON stays JSON. A backstop: nothing hands keys to logs or
 * answers in the first place.
 */
export const withoutKeys = (text: string): string => text.replace(key, 'sk-ant-[removed]');
