import type { DataType } from '../detect/data-type.ts';
import { address } from './contact/address.ts';
import { coordinates } from './contact/coordinates.ts';
import { dateOfBirth } from './contact/date-of-birth.ts';
import { email } from './contact/email.ts';
import { login } from './contact/login.ts';
import { ipAddress, macAddress } from './contact/network.ts';
import { phone } from './contact/phone.ts';
import { aiTokens } from './credentials/ai-tokens.ts';
import { azureSecrets } from './credentials/azure-secrets.ts';
import { cloudTokens } from './credentials/cloud-tokens.ts';
import { connectionString } from './credentials/connection-string.ts';
import { developerTokens } from './credentials/developer-tokens.ts';
import { genericSecrets } from './credentials/generic-secrets.ts';
import { hashesAndKeys } from './credentials/hashes-and-keys.ts';
import { httpCredentials } from './credentials/http-credentials.ts';
import { jwt, privateKey } from './credentials/keys.ts';
import { serviceTokens } from './credentials/service-tokens.ts';
import { wallets } from './crypto/wallets.ts';
import { devices } from './device/devices.ts';
import { businessDocuments } from './documents/business-documents.ts';
import { legalDocuments } from './documents/legal-documents.ts';
import { personnelDocuments } from './documents/personnel-documents.ts';
import { code } from './documents/source-code.ts';
import { health } from './health/health.ts';
import { baltics } from './national/baltics.ts';
import { benelux } from './national/benelux.ts';
import { brazil } from './national/brazil.ts';
import { britainIreland } from './national/britain-ireland.ts';
import { canada } from './national/canada.ts';
import { chinaTaiwan } from './national/china-taiwan.ts';
import { czechiaHungary } from './national/czechia-hungary.ts';
import { france } from './national/france.ts';
import { germanyAustriaSwitzerland } from './national/germany-austria-switzerland.ts';
import { indiaPakistan } from './national/india-pakistan.ts';
import { italyMalta } from './national/italy-malta.ts';
import { japanKorea } from './national/japan-korea.ts';
import { mexico } from './national/mexico.ts';
import { middleEast } from './national/middle-east.ts';
import { nordics } from './national/nordics.ts';
import { oceaniaAfrica } from './national/oceania-africa.ts';
import { poland } from './national/poland.ts';
import { romaniaBulgaria } from './national/romania-bulgaria.ts';
import { russiaUkraine } from './national/russia-ukraine.ts';
import { southAmerica } from './national/south-america.ts';
import { southEastAsia } from './national/south-east-asia.ts';
import { southEastEurope } from './national/south-east-europe.ts';
import { spainPortugal } from './national/spain-portugal.ts';
import { turkey } from './national/turkey.ts';
import { unitedStates } from './national/united-states.ts';
import { unitedStatesHealth } from './national/united-states-health.ts';
import { bank } from './payment/bank.ts';
import { cardData } from './payment/card-data.ts';
import { creditCard } from './payment/credit-card.ts';
import { euVat } from './payment/eu-vat.ts';
import { iban } from './payment/iban.ts';
import { securities } from './payment/securities.ts';
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
  ...azureSecrets,
  ...httpCredentials,
  ...hashesAndKeys,
  connectionString,
  ...wallets,
  mrz,
  creditCard,
  iban,
  euVat,
  macAddress,
  ...unitedStatesHealth,
  ...unitedStates,
  ...britainIreland,
  ...germanyAustriaSwitzerland,
  ...france,
  ...benelux,
  ...spainPortugal,
  ...italyMalta,
  ...southEastEurope,
  ...nordics,
  ...poland,
  ...czechiaHungary,
  ...romaniaBulgaria,
  ...baltics,
  ...russiaUkraine,
  ...turkey,
  ...indiaPakistan,
  ...chinaTaiwan,
  ...japanKorea,
  ...southEastAsia,
  ...middleEast,
  ...canada,
  ...brazil,
  ...mexico,
  ...southAmerica,
  ...oceaniaAfrica,
  passport,
  ...securities,
  ...cardData,
  ...bank,
  ...devices,
  ...health,
  login,
  dateOfBirth,
  address,
  coordinates,
  email,
  ipAddress,
  phone,
  ...genericSecrets,
  ...legalDocuments,
  ...personnelDocuments,
  ...businessDocuments,
  ...code,
];
