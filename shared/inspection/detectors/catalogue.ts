import type { DataType } from '../detect/data-type.ts';
import { email } from './contact/email.ts';
import { phone } from './contact/phone.ts';
import { aiTokens } from './credentials/ai-tokens.ts';
import { cloudTokens } from './credentials/cloud-tokens.ts';
import { connections } from './credentials/connections.ts';
import { developerTokens } from './credentials/developer-tokens.ts';
import { genericSecrets } from './credentials/generic-secrets.ts';
import { jwt, privateKey } from './credentials/keys.ts';
import { serviceTokens } from './credentials/service-tokens.ts';
import { americas } from './national/americas.ts';
import { asia } from './national/asia.ts';
import { britainIreland } from './national/britain-ireland.ts';
import { easternEurope } from './national/eastern-europe.ts';
import { franceBenelux } from './national/france-benelux.ts';
import { germanyAustriaSwitzerland } from './national/germany-austria-switzerland.ts';
import { nordics } from './national/nordics.ts';
import { oceaniaAfrica } from './national/oceania-africa.ts';
import { southernEurope } from './national/southern-europe.ts';
import { unitedStates } from './national/united-states.ts';
import { creditCard } from './payment/credit-card.ts';
import { iban } from './payment/iban.ts';

/**
 * All data types. The order decides between types that fit the same characters equally well: the more specific stand
 * first.
 */
export const DATA_TYPES: readonly DataType[] = [
  privateKey,
  jwt,
  ...aiTokens,
  ...cloudTokens,
  ...developerTokens,
  ...serviceTokens,
  ...connections,
  creditCard,
  iban,
  ...unitedStates,
  ...britainIreland,
  ...germanyAustriaSwitzerland,
  ...franceBenelux,
  ...southernEurope,
  ...nordics,
  ...easternEurope,
  ...asia,
  ...americas,
  ...oceaniaAfrica,
  email,
  phone,
  ...genericSecrets,
];
