const COOKIE = 'local-sign-in';

/** The session that a browser's cookies name. */
export const sessionOf = (cookies: string | undefined): string | undefined =>
  cookies
    ?.split(/;\s*/)
    .find((cookie) => cookie.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);

export const sessionCookie = (session: string): string =>
  `${COOKIE}=${session}; HttpOnly; SameSite=Lax; Path=/`;

export const NO_SESSION = `${COOKIE}=; Max-Age=0; Path=/`;
