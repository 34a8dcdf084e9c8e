const parameter = /(?:^|;)\s*filename\*=([^;\s]+)\s*(?:;|$)/i;
const extendedValue = /^utf-8'[A-Za-z0-9-]*'((?:%[0-9A-Fa-f]{2}|[A-Za-z0-9!#$&+.^_`|~-])*)$/i;

/**
 * The file name in `attachment; filename*=utf-8''Pr%C3%A4mien.pdf`, or null. The provider sends only this form
 * (Compliance API, Files; RFC 5987). The name is what a user typed: clean it before it becomes part of anything.
 */
export function filenameOf(header: string | null): string | null {
  const value = parameter.exec(header ?? '')?.[1];
  const encoded = extendedValue.exec(value ?? '')?.[1];
  if (!encoded) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
