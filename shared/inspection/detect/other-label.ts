/** `order no. `, `Part # `, `"ticketId": "`: what stands directly before a number and says that it is something else. */
const OTHER_LABEL =
  /(?<![a-z])(?:order|invoice|ticket|case|part|item|article|product|model|sku|ref|reference|tracking|shipment|parcel|serial|batch|lot|isbn|issn|doi|build|version|revision|page|row|bug|issue|request|transaction|session|error|job|booking|quote|po|asin|ean|gtin|upc)[\s_.-]{0,2}(?:no|nr|num|number|id|code|key|ref)?[\s_.:#="']{0,4}$/i;

const REACH = 40;

/** Whether a number that nothing names is labelled as an order, a part, a version … */
export const isLabelledOtherwise = (text: string, start: number): boolean =>
  OTHER_LABEL.test(text.slice(Math.max(0, start - REACH), start));
