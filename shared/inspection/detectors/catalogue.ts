import type { DataType } from '../detect/data-type.ts';
import { email } from './contact/email.ts';
import { ipAddress, macAddress } from './contact/network.ts';
import { personal } from './contact/personal.ts';
import { phone } from './contact/phone.ts';
import { aiTokens } from './credentials/ai-tokens.ts';
import { cloudTokens } from './credentials/cloud-tokens.ts';
import { connections } from './credentials/connections.ts';
import { developerTokens } from './credentials/developer-tokens.ts';
import { genericSecrets } from './credentials/generic-secrets.ts';
import { jwt, privateKey } from './credentials/keys.ts';
import { serviceTokens } from './credentials/service-tokens.ts';
import { wallets } from './crypto/wallets.ts';
import { devices } from './device/devices.ts';
import { documents } from './documents/documents.ts';
import { code } from './documents/source-code.ts';
import { health } from './health/health.ts';
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
import { bank } from './payment/bank.ts';
import { creditCard } from './payment/credit-card.ts';
import { euVat } from './payment/eu-vat.ts';
import { iban } from './payment/iban.ts';
import { mrz } from './travel/mrz.ts';
import { passport } from './travel/passport.ts';

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
  ...wallets,
  mrz,
  creditCard,
  iban,
  euVat,
  macAddress,
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
  passport,
  ...bank,
  ...devices,
  ...health,
  ...personal,
  email,
  ipAddress,
  phone,
  ...genericSecrets,
  ...documents,
  ...code,
];
