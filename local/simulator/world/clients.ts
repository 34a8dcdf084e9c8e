/** Where a person uses Claude, as the product lists it. */
export type ClientInterface = 'browser' | 'desktop' | 'mobile';

export type ClientKind =
  | 'browser'
  | 'mobile-browser'
  | 'desktop'
  | 'old-desktop'
  | 'android-app'
  | 'ios-app'
  | 'unknown'
  | 'missing';

/** One client string as it stands in `actor.user_agent`, and what the generator knows about it. */
export interface Client {
  readonly kind: ClientKind;
  /** Null: the key is missing from the actor. */
  readonly userAgent: string | null;
  readonly interface: ClientInterface;
  /** False where nothing in the string tells the client, so that the browser is only the fallback. */
  readonly attributed: boolean;
}

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
const BLINK = '537.36 (KHTML, like Gecko)';

/** Strings of Compliance API, Telling clients apart. The unproven native string of the iOS app is left out. */
const STRINGS: Record<ClientKind, readonly (string | null)[]> = {
  browser: [
    `${WINDOWS} Chrome/152.0.0.0 Safari/537.36`,
    `${MAC}/${BLINK} Chrome/151.0.0.0 Safari/537.36`,
    `${WINDOWS} Chrome/152.0.0.0 Safari/537.36 Edg/152.0.0.0`,
    `${MAC}/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15`,
    'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0',
  ],
  'mobile-browser': [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.7 Mobile/15E148 Safari/604.1',
    `Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/${BLINK} Chrome/152.0.0.0 Mobile Safari/537.36`,
    'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
  ],
  desktop: [
    `${MAC}/${BLINK} Claude/1.15962.0 Chrome/148.0.7778.254 Electron/42.4.0 Safari/537.36`,
    `${WINDOWS} Claude/1.34493.1 Chrome/148.0.7778.280 Electron/42.9.2 Safari/537.36`,
    `${WINDOWS} Claude/1.22209.0 Chrome/148.0.7778.271 Electron/42.5.1 Safari/537.36 MSIX`,
    `${MAC}/${BLINK} Claude/1.46388.4 Chrome/148.0.7778.280 Safari/537.36`,
    `${WINDOWS} Claude/2.19675.0 Chrome/152.0.7977.130 Safari/537.36`,
  ],
  'old-desktop': [
    `${MAC}/${BLINK} Claude/1.0.211 Chrome/134.0.6998.205 Electron/35.2.1 Safari/537.36`,
    `${WINDOWS} Claude/1.4758.0 Chrome/130.0.6723.137 Electron/33.4.11 Safari/537.36`,
    `${MAC}/${BLINK} ClaudeNest/0.7.9 Chrome/128.0.6613.186 Electron/32.2.8 Safari/537.36`,
  ],
  'android-app': [
    'Claude com.anthropic.claude/1.260618.10 (Android 34)',
    'Claude com.anthropic.claude/1.260902.20 (Android 35)',
    'Claude com.anthropic.claude/1.260902.20 (Android 29) Claude/1.260902.20',
    `Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP3A; wv) AppleWebKit/${BLINK} Version/4.0 Chrome/152.0.7977.64 Mobile Safari/537.36 Claude/1.260911.19`,
  ],
  'ios-app': [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Claude/1.260916.19',
    'Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Claude/1.260902.4',
  ],
  unknown: ['AcmeSecureGateway/7.2', 'internal-webview'],
  missing: ['', null],
};

const INTERFACES: Record<ClientKind, ClientInterface> = {
  browser: 'browser',
  'mobile-browser': 'browser',
  desktop: 'desktop',
  'old-desktop': 'desktop',
  'android-app': 'mobile',
  'ios-app': 'mobile',
  unknown: 'browser',
  missing: 'browser',
};

export const CLIENTS: readonly Client[] = (Object.keys(STRINGS) as ClientKind[]).flatMap((kind) =>
  STRINGS[kind].map((userAgent) => ({
    kind,
    userAgent,
    interface: INTERFACES[kind],
    attributed: kind !== 'unknown' && kind !== 'missing',
  })),
);

const POSITIONS = new Map<ClientKind, readonly number[]>(
  (Object.keys(STRINGS) as ClientKind[]).map((kind) => [
    kind,
    CLIENTS.flatMap((client, position) => (client.kind === kind ? [position] : [])),
  ]),
);

/** A position in {@link CLIENTS}: the string of that kind for a number, which stands for a device and its version. */
export function clientPosition(kind: ClientKind, device: number): number {
  const positions = POSITIONS.get(kind)!;
  return positions[device % positions.length]!;
}

export function interfaceOf(position: number): ClientInterface {
  return CLIENTS[position]!.interface;
}
