/**
 * Code pages that `TextDecoder` does not know: that of western DOS (Excel still saves "CSV (MS-DOS)") and EBCDIC of
 * mainframes. Each gives the characters of the bytes from its first one on; those before are the same as in ASCII,
 * control characters aside.
 */
export const IBM_TABLES: Readonly<Record<string, { readonly from: number; readonly characters: string }>> = {
  ibm850: {
    from: 0x80,
    characters:
      'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤' +
      'ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  },
  ibm500: {
    from: 0x40,
    characters:
      ' \u00a0âäàáãåçñ[.<(+!&éêëèíîïìß]$*);^-/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@\'="Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤' +
      'µ~stuvwxyz¡¿ÐÝÞ®¢£¥·©§¶¼½¾¬|¯¨´×{ABCDEFGHI\u00adôöòóõ}JKLMNOPQR¹ûüùúÿ\\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\u009f',
  },
};

/** New line, line feed and tab of EBCDIC. */
const EBCDIC_CONTROLS: ReadonlyMap<number, string> = new Map([
  [0x15, '\n'],
  [0x25, '\n'],
  [0x05, '\t'],
  [0x0d, '\r'],
]);

/** The text of bytes in one of these pages. */
export function ibmText(label: string, bytes: Uint8Array): string {
  const { from, characters } = IBM_TABLES[label]!;
  const text: string[] = [];
  for (const byte of bytes) {
    if (byte >= from) text.push(characters[byte - from]!);
    else if (label === 'ibm500') text.push(EBCDIC_CONTROLS.get(byte) ?? ' ');
    else text.push(String.fromCharCode(byte));
  }
  return text.join('');
}
