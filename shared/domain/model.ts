const family = '([a-z]+)';
const version = '(\\d{1,2})(?:-(\\d{1,2}))?';
const build = '(?:-(?:\\d{8}|latest))?';

/** `claude-sonnet-4-5-20250929`, `claude-opus-5`. */
const familyFirst = new RegExp(`^claude-${family}-${version}${build}$`);

/** `claude-3-5-sonnet-20241022`, as models were named up to version 3. */
const versionFirst = new RegExp(`^claude-${version}-${family}${build}$`);

/** A model id by its family name, such as `Claude Sonnet 4.5`; an id of another form as it is. */
export function modelName(id: string): string {
  const modern = familyFirst.exec(id);
  if (modern) return nameOf(modern[1], modern[2], modern[3]);
  const older = versionFirst.exec(id);
  return older ? nameOf(older[3], older[1], older[2]) : id;
}

function nameOf(word = '', major = '', minor?: string): string {
  const number = minor ? `${major}.${minor}` : major;
  return `Claude ${word.charAt(0).toUpperCase()}${word.slice(1)} ${number}`;
}
