import type { DataType } from '../../detect/data-type.ts';
import { isLuhn } from '../checks/luhn.ts';

const cardTrack: DataType = {
  id: 'CARD_TRACK_DATA',
  name: 'Magnetic stripe data',
  group: 'payment',
  source: 'ISO/IEC 7813, tracks 1 and 2',
  find: [
    {
      kind: 'shape',
      shapes: ['B999'],
      exact: true,
      run: [14, 20],
      match: (text, start) => {
        const track = /^B\d{13,19}\^[^^\n]{2,26}\^\d{7}[^?\n]{0,60}\??/.exec(
          text.slice(start, start + 120),
        )?.[0];
        return track ? start + track.length : -1;
      },
    },
  ],
  validate: (value) => isLuhn(/\d+/.exec(value)![0]),
  confidence: { alone: 'high', weak: 'high', own: 'high' },
  mask: { head: 5 },
  hits: ['%«B4539578763621486^SMITH/ANN^2904101100000000123000000?»'],
  misses: ['%B4539578763621487^SMITH/ANN^2904101100000000123000000?'],
};

const cardCode: DataType = {
  id: 'CARD_SECURITY_CODE',
  name: 'Card security code',
  group: 'payment',
  source: 'PCI DSS 3.3.1: three or four digits that must never be stored',
  find: [
    {
      kind: 'labelled',
      match: (text, start) => {
        const code = /^["']?\d{3,4}(?![\d.,:/-]\d|\d)/.exec(text.slice(start, start + 8))?.[0];
        return code ? start + code.length : -1;
      },
    },
  ],
  context: [
    'cvv',
    'cvv2',
    'cvc',
    'cvc2',
    'cvv code',
    'cvc code',
    'card security code',
    'card verification',
    'security code',
    'prüfziffer karte',
    'cryptogramme',
    'código de seguridad',
  ],
  confidence: { alone: 'none', weak: 'low', own: 'medium' },
  mask: {},
  hits: ['CVV: «482»', '"cvc": "«9317»"', 'card,exp,cvv\nx,12/27,«482»\n'],
  misses: ['CVV 12345', 'cvv is a three digit code', 'version 482'],
};

export const cardData: readonly DataType[] = [cardTrack, cardCode];
