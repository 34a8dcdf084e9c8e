/** Whatever begins like one of Anthropic's keys. */
const key = /sk-ant-[A-Za-z0-9_-]*/g;

/**
 * Takes anything that looks like a key out of a text; JSON stays JSON. A backstop: nothing hands keys to logs or
 * answers in the first place.
 */
export const withoutKeys = (text: string): string => text.replace(key, 'sk-ant-[removed]');
