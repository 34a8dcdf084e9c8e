import { createHash } from 'node:crypto';
import type { LocalUser } from './users.ts';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 30rem; margin: 10vh auto; padding: 0 1rem }
button { display: block; width: 100%; margin: 0 0 .5rem; padding: .75rem 1rem; text-align: start; font: inherit;
  border: 1px solid #7d8998; border-radius: .5rem; background: transparent; color: inherit; cursor: pointer }
button:hover, button:focus-visible { border-color: #0972d3; outline: 2px solid #0972d3 }
small { display: block }
`;

/** Allows the page its own style and form, and nothing else. */
export const PAGE_POLICY = [
  `default-src 'none'`,
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  // No form-action: browsers hold it against the redirect that follows the form, too.
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** The sign-in page: one button for each user. The form goes to its own address, which holds the request. */
export function signInPage(users: readonly LocalUser[]): string {
  const buttons = users.map(
    ({ id, name, tenant, roles }) =>
      `<button name="user" value="${escaped(id)}">${escaped(name)} – ${escaped(tenant)}` +
      `<small>${roles.length > 0 ? `Role ${escaped(roles.join(', '))}` : 'No role'}</small></button>`,
  );
  return page(
    'Sign in',
    `<form method="post">${buttons.join('')}</form><p>Local users, without passwords.</p>`,
  );
}

export const messagePage = (title: string, text: string): string => page(title, `<p>${escaped(text)}</p>`);

const page = (title: string, content: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main><h1>${escaped(title)}</h1>${content}</main></body></html>`;
