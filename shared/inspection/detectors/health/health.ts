import { type DataType, SHAPED, TELLING } from '../../detect/data-type.ts';
import { charValue, isRepeated } from '../checks/weighted.ts';

const identifierAfter =
  (pattern: RegExp, reach: number) =>
  (text: string, start: number): number => {
    const found = pattern.exec(text.slice(start, start + reach))?.[0];
    return found ? start + found.length : -1;
  };

const medicalRecord: DataType = {
  id: 'MEDICAL_RECORD_NUMBER',
  name: 'Medical record number',
  group: 'health',
  source: 'HIPAA, 45 CFR 164.514(b)(2)(i)(H): local formats, six to twelve characters',
  find: [
    {
      kind: 'labelled',
      match: identifierAfter(
        /^["']?(?=[A-Z0-9-]{0,11}\d{3})[A-Z0-9][A-Z0-9-]{4,12}[A-Z0-9](?![A-Za-z0-9])/,
        18,
      ),
    },
  ],
  validate: (value) => !isRepeated(value.replaceAll('-', '')) && !/^(19|20)\d\d-\d\d-\d\d$/.test(value),
  context: [
    'mrn',
    'medical record number',
    'medical record no',
    'medical record',
    'patient id',
    'patient number',
    'patient no',
    'patientid',
    'hospital number',
    'chart number',
    'health record number',
    'patientennummer',
    'patienten-id',
    'fallnummer',
    'numéro de patient',
    'numéro de dossier médical',
    'número de historia clínica',
    'historia clínica',
    'número de paciente',
    'cartella clinica',
    'patiëntnummer',
    'numer pacjenta',
    'номер пациента',
    'カルテ番号',
    '病历号',
  ],
  confidence: SHAPED,
  mask: { tail: 3 },
  hits: ['MRN: «00482913»', 'patient_id: "«H4481-2093»"', 'Medical Record Number «MR448120»'],
  misses: ['MRN: pending', 'ticket 00482913', 'patient id: 123'],
};

const insuranceMember: DataType = {
  id: 'HEALTH_INSURANCE_ID',
  name: 'Health insurance member number',
  group: 'health',
  source: 'HIPAA, 45 CFR 164.514(b)(2)(i)(I): issuer formats, told by words',
  find: [
    {
      kind: 'labelled',
      match: identifierAfter(
        /^["']?(?=[A-Z0-9-]{0,13}\d{4})[A-Z0-9][A-Z0-9-]{6,14}[A-Z0-9](?![A-Za-z0-9])/,
        20,
      ),
    },
  ],
  validate: (value) => !isRepeated(value),
  context: [
    'member id',
    'insurance id',
    'health insurance number',
    'health plan number',
    'insurance policy number',
    'policy number',
    'subscriber id',
    'medicaid id',
    'medicaid number',
    'health insurance id',
    'health plan id',
    'insurance member id',
    'krankenkassennummer',
    'numéro d assuré',
    'mutuelle',
    'tessera sanitaria',
    'health insurance claim number',
    'hicn',
    'group number',
  ],
  confidence: SHAPED,
  mask: { tail: 4 },
  hits: ['Member ID: «XJH441827390»', 'health plan number «H3312-048291»'],
  misses: ['member id: pending', 'policy number TBD'],
};

/** Letter as two digits, then weights 1, 2 with digit sums, mod 10 (GKV-Spitzenverband, §290 SGB V). */
const deKvnr: DataType = {
  id: 'DE_KVNR',
  name: 'German health insurance number',
  group: 'health',
  country: 'DE',
  source: 'GKV-Spitzenverband, Krankenversichertennummer: letter, nine digits, weights 1,2',
  find: [{ kind: 'shape', shapes: ['A999999999', 'A_999_999_999'] }],
  validate(value) {
    const digits = String(value.charCodeAt(0) - 64).padStart(2, '0') + value.slice(1, 9);
    let sum = 0;
    for (let i = 0; i < 10; i++) {
      const product = charValue(digits, i) * (i % 2 === 0 ? 1 : 2);
      sum += product > 9 ? product - 9 : product;
    }
    return sum % 10 === charValue(value, 9);
  },
  context: [
    'kvnr',
    'krankenversichertennummer',
    'versichertennummer',
    'krankenversichertennr',
    'versichertennr',
    'versicherten nr',
    'versichertennummer',
    'krankenkasse',
    'egk',
    'kv-nummer',
    'gesundheitskarte',
  ],
  confidence: { ...TELLING, alone: 'low' },
  mask: { tail: 3 },
  hits: ['Versichertennummer: «A407121833»', 'KVNR «T956017853»'],
  misses: ['Teil A123456789'],
};

const ICD_CODE = /^["'([]{0,2}[A-TV-Z]\d[0-9AB](?:\.[0-9A-TV-Z]{1,4})?(?![A-Za-z0-9.]\w)/;

const icd10: DataType = {
  id: 'ICD10_CODE',
  name: 'Diagnosis code (ICD-10)',
  group: 'health',
  source: 'WHO ICD-10; CMS ICD-10-CM',
  find: [
    {
      kind: 'shape',
      shapes: ['A99.9', 'A99.99', 'A99.999', 'A99.9999', 'A99.9A', 'A9A.9', 'A99.99A', 'A99.999A'],
    },
    { kind: 'labelled', match: identifierAfter(ICD_CODE, 12) },
  ],
  validate: (value) => /^[A-TV-Z]\d/.test(value) && !/^[A-Z]00\.0{2,}/.test(value),
  context: [
    'icd',
    'icd 10',
    'icd-10',
    'icd10',
    'icd10cm',
    'icd-10-cm',
    'icd-10-gm',
    'diagnosis',
    'diagnoses',
    'dx',
    'diagnosis code',
    'dx code',
    'diagnose',
    'diagnosecode',
    'diagnostic',
    'diagnóstico',
    'diagnosi',
    'cie-10',
    'cim-10',
    'principal diagnosis',
    'diagnosed with',
    'hauptdiagnose',
    'диагноз',
    '诊断',
  ],
  confidence: SHAPED,
  mask: {},
  hits: [
    'ICD-10: «E11.65»',
    'Diagnosis: «F32.1» moderate depressive episode',
    'diagnosis_code,name\n«I10»,hypertension\n',
    'Diagnose «J45.9»',
  ],
  misses: ['see figure B12.3', 'model E11.65', 'row A10.1 in the sheet'],
};

const ndc: DataType = {
  id: 'US_NDC',
  name: 'US national drug code',
  group: 'health',
  country: 'US',
  source: 'FDA, National Drug Code directory: 4-4-2, 5-3-2, 5-4-1, 5-4-2',
  find: [{ kind: 'digits', forms: ['4-4-2', '5-3-2', '5-4-1', '5-4-2'] }],
  validate: (value) => !isRepeated(value),
  context: ['ndc', 'national drug code', 'ndc code', 'ndc number', 'drug code'],
  confidence: SHAPED,
  mask: {},
  hits: ['NDC: «0002-8215-01»', 'ndc «55513-137-02»'],
  misses: ['part 0002-8215-01'],
};

const BLOOD = /^["']?(?:AB|A|B|O)[ ]?(?:\+|-|−|positive|negative|pos|neg|Rh\+|Rh-)(?![A-Za-z0-9])/i;

const bloodType: DataType = {
  id: 'BLOOD_TYPE',
  name: 'Blood group',
  group: 'health',
  source: 'ISBT 128: ABO and RhD, told by words',
  find: [{ kind: 'labelled', match: identifierAfter(BLOOD, 14) }],
  context: [
    'blood type',
    'blood group',
    'blutgruppe',
    'groupe sanguin',
    'grupo sanguíneo',
    'gruppo sanguigno',
    'tipo sanguíneo',
    'bloedgroep',
    'grupa krwi',
    'группа крови',
    '血型',
    '血液型',
  ],
  confidence: SHAPED,
  mask: {},
  hits: ['Blood type: «O+»', 'Blutgruppe «AB negative»'],
  misses: ['blood type is unknown', 'grade B+'],
};

export const health: readonly DataType[] = [deKvnr, icd10, ndc, bloodType, medicalRecord, insuranceMember];
