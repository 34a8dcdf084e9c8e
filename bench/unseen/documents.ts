/**
 * Texts with several values each. `{TYPE}` is a value that must be found, `{TYPE|label?}` never used; `{person}`,
 * `{day}`, `{number}`, `{sha}` and `{uuid}` are fillers that must stay silent.
 */
export const DOCUMENTS: readonly string[] = [
  `Dear {person},

thank you for applying. To set up payroll we need your details. According to our records your Social Security Number is {US_SSN}, your date of birth is {DATE_OF_BIRTH} and your salary will be paid to routing number {US_ABA_ROUTING}. If you have questions, call {PHONE_NUMBER} or write to {EMAIL_ADDRESS}.

Kind regards
People Operations`,
  `RECHNUNG Nr. {number}
Rechnungsdatum: {day}
Leistung: Beratung März

Zahlbar innerhalb von 14 Tagen auf IBAN {IBAN}, BIC {SWIFT_BIC}.
USt-IdNr.: {EU_VAT}
Rückfragen: {EMAIL_ADDRESS}, Tel. {PHONE_NUMBER}`,
  `Arbeitsvertrag - Stammdaten
Name: {person}
Geburtsdatum: {DATE_OF_BIRTH}
Steuer-ID: {DE_TAX_ID}
Sozialversicherungsnummer: {DE_SOCIAL_INSURANCE}
Krankenversichertennummer: {DE_KVNR}
Bankverbindung: {IBAN}`,
  `name,ssn,email,phone
{person},{US_SSN},{EMAIL_ADDRESS},{PHONE_NUMBER}
{person},{US_SSN},{EMAIL_ADDRESS},{PHONE_NUMBER}
{person},{US_SSN},{EMAIL_ADDRESS},{PHONE_NUMBER}
`,
  `# production
APP_NAME=orders
DATABASE_URL={CONNECTION_STRING}
STRIPE_SECRET_KEY={STRIPE_SECRET_KEY}
SENDGRID_API_KEY={SENDGRID_KEY}
AWS_ACCESS_KEY_ID={AWS_ACCESS_KEY}
AWS_SECRET_ACCESS_KEY={AWS_SECRET_KEY}
SENTRY_ENVIRONMENT=production
JWT_SECRET={GENERIC_SECRET}
`,
  `version: '3.8'
services:
  web:
    image: registry.example.com/web:1.14.2
    environment:
      - GITHUB_TOKEN={GITHUB_TOKEN}
      - SLACK_BOT_TOKEN={SLACK_TOKEN}
      - OPENAI_API_KEY={OPENAI_API_KEY}
    ports: ["8080:80"]
`,
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: app-config
data:
  vault.token: "{VAULT_TOKEN}"
  grafana.token: "{GRAFANA_TOKEN}"
  mailer.key: "{MAILGUN_KEY}"
`,
  `import boto3

client = boto3.client(
    's3',
    aws_access_key_id='{AWS_ACCESS_KEY}',
    aws_secret_access_key='{AWS_SECRET_KEY}',
    region_name='eu-central-1',
)
for item in client.list_buckets()['Buckets']:
    print(item['Name'])
`,
  `2026-05-02 08:11:09,312 ERROR auth - request failed status=401 headers={'Authorization': 'Bearer {JWT}'} trace={uuid}
2026-05-02 08:11:10,004 INFO  auth - retry in 5s`,
  `Discharge summary
Patient: {person}   DOB: {DATE_OF_BIRTH}   MRN: {MEDICAL_RECORD_NUMBER}
NHS Number: {UK_NHS}
Diagnosis: type 2 diabetes mellitus (ICD-10 {ICD10_CODE})
Follow up with GP in six weeks.`,
  `Claim form
Insured: {person}
Member ID: {HEALTH_INSURANCE_ID}
Provider NPI: {US_NPI}
Medicare number (MBI): {US_MBI}
Date of birth: {DATE_OF_BIRTH}`,
  `Hola {person},
te paso mis datos para el contrato: DNI {ES_NIF}, número de la Seguridad Social {ES_NSS}, cuenta {IBAN}. Mi móvil es {PHONE_NUMBER}.
Saludos`,
  `Bonjour,
Veuillez trouver mes informations : n° de sécurité sociale {FR_NIR}, IBAN {IBAN}, né le {DATE_OF_BIRTH}. Vous pouvez me joindre au {PHONE_NUMBER}.
Cordialement`,
  `Gentile cliente, confermiamo i dati per la fattura: codice fiscale {IT_FISCAL_CODE}, partita IVA {IT_PARTITA_IVA}, IBAN {IBAN}.`,
  `Umowa o pracę zawarta z Panem {person}, PESEL {PL_PESEL}, NIP {PL_NIP}, nr dowodu osobistego {PL_ID_CARD}. Wynagrodzenie na konto {IBAN}.`,
  `Prezado cliente, confirmamos o cadastro: CPF {BR_CPF}, telefone {PHONE_NUMBER}, e-mail {EMAIL_ADDRESS}. A empresa inscrita no CNPJ {BR_CNPJ} emitirá a nota.`,
  `Booking confirmation
Guest: {person}
Passport MRZ:
{PASSPORT_MRZ}
Card: {CREDIT_CARD}  CVV: {CARD_SECURITY_CODE}
E-mail: {EMAIL_ADDRESS}`,
  `User: I was charged twice on my card {CREDIT_CARD}. My phone is {PHONE_NUMBER}.
Assistant: I'm sorry about that. Could you confirm your e-mail?
User: {EMAIL_ADDRESS}`,
  `{"orderId":"{uuid}","customer":{"email":"{EMAIL_ADDRESS}","phone":"{PHONE_NUMBER}"},"payment":{"cardNumber":"{CREDIT_CARD}","brand":"visa"},"commit":"{sha}"}`,
  `| Mitarbeiter | Geburtsdatum | IBAN | Steuer-ID |
|---|---|---|---|
| {person} | {DATE_OF_BIRTH} | {IBAN} | {DE_TAX_ID} |
| {person} | {DATE_OF_BIRTH} | {IBAN} | {DE_TAX_ID} |
`,
  `Name;E-Mail;BSN;IBAN
{person};{EMAIL_ADDRESS};{NL_BSN};{IBAN}
{person};{EMAIL_ADDRESS};{NL_BSN};{IBAN}
`,
  `Company: Outback Tools Pty Ltd
ABN: {AU_ABN}
Contact: {EMAIL_ADDRESS}
Employee TFN: {AU_TFN}
BSB: {AU_BSB} Account number: {BANK_ACCOUNT}`,
  `KYC - India
Name: {person}
PAN: {IN_PAN}
Aadhaar: {IN_AADHAAR}
IFSC: {IN_IFSC}
A/c No: {BANK_ACCOUNT}
Mobile: {PHONE_NUMBER}`,
  `<Employee>
  <FullName>{person}</FullName>
  <DateOfBirth>{DATE_OF_BIRTH}</DateOfBirth>
  <NationalInsuranceNumber>{UK_NINO}</NationalInsuranceNumber>
  <SortCode>{UK_SORT_CODE}</SortCode>
  <AccountNumber>{BANK_ACCOUNT}</AccountNumber>
</Employee>`,
  `git remote add ci https://ci-bot:{GITLAB_TOKEN}@gitlab.example.org/platform/deploy.git
git push ci main`,
  `[profile]
//npm.example.org/:_authToken={NPM_TOKEN}
always-auth=true
`,
  `machine api.heroku.com
  login {EMAIL_ADDRESS}
  password {PASSWORD}
`,
  `Hi team, new staging box is up. ssh admin, password: {PASSWORD}. DB is {CONNECTION_STRING}. Please do not share outside the channel.`,
  `const stripe = require('stripe')('{STRIPE_SECRET_KEY}');
const bot = new TelegramBot('{TELEGRAM_BOT_TOKEN}');
app.listen(3000);
`,
  `resource "aws_db_instance" "main" {
  allocated_storage = 20
  engine            = "postgres"
  username          = "admin"
  password          = "{PASSWORD}"
}
`,
  `<connectionStrings>
  <add name="Main" connectionString="DefaultEndpointsProtocol=https;AccountName=prodstore;AccountKey={AZURE_STORAGE_KEY};EndpointSuffix=core.windows.net" />
</connectionStrings>`,
  `Wallet export
BTC: {CRYPTO_BTC}
ETH: {CRYPTO_ETH}
LTC: {CRYPTO_LTC}
`,
  `Vehicle handover
VIN: {VIN}
Driver licence: {US_DRIVER_LICENSE}
Odometer: 48,211 km`,
  `asset,imei,mac
iPhone 13,{IMEI},{MAC_ADDRESS}
Pixel 8,{IMEI},{MAC_ADDRESS}
`,
  `Tenant application (HK)
Name: {person}
HKID: {HK_HKID}
Mobile: {PHONE_NUMBER}
Email: {EMAIL_ADDRESS}`,
  `氏名:{person}
マイナンバー:{JP_MY_NUMBER}
メール:{EMAIL_ADDRESS}`,
  `姓名:王伟
身份证号码:{CN_RIC}
邮箱:{EMAIL_ADDRESS}`,
  `성명: 김민수
주민등록번호: {KR_RRN}
이메일: {EMAIL_ADDRESS}`,
  `Ad Soyad: {person}
T.C. Kimlik No: {TR_TCKN}
IBAN: {IBAN}`,
  `Medarbejder: {person}
CPR-nr.: {DK_CPR}
E-mail: {EMAIL_ADDRESS}`,
  `Anställd: {person}, personnummer {SE_PERSONNUMMER}, tel {PHONE_NUMBER}`,
];

/** Documents that only their whole content tells. */
export const WHOLE: Readonly<Record<string, readonly string[]>> = {
  NON_DISCLOSURE_AGREEMENT: [
    `MUTUAL NON-DISCLOSURE AGREEMENT

This Agreement is entered into by and between Harbor Analytics Ltd. ("Disclosing Party") and {person} ("Receiving Party"). The Receiving Party shall hold all Confidential Information in strict confidence and shall not disclose it to any third party without prior written consent. Confidential Information does not include information that is or becomes publicly available. The obligations survive for five years after termination. Governing law: Delaware.`,
    `NDA

1. Purpose. The parties wish to evaluate a business relationship and may exchange proprietary information.
2. Confidentiality. The recipient agrees not to disclose confidential information and to use it solely for the Purpose.
3. Return of materials. Upon request the receiving party shall return or destroy all confidential information.
4. Term. This non-disclosure agreement remains in effect for three years.`,
  ],
  LEGAL_AGREEMENT: [
    `MASTER SERVICES AGREEMENT

THIS AGREEMENT is made as of {day} between Northwind Ltd and {person}. WHEREAS the Client wishes to engage the Supplier; NOW, THEREFORE, the parties agree as follows. 1. Term and termination. Either party may terminate this Agreement upon thirty days' written notice. 2. Limitation of liability. 3. Indemnification. The Supplier shall indemnify and hold harmless the Client. 4. Governing law and jurisdiction. 5. Entire agreement. This Agreement may be executed in counterparts. IN WITNESS WHEREOF the parties have executed this Agreement.`,
  ],
  LEGAL_PRIVILEGED: [
    `PRIVILEGED AND CONFIDENTIAL - ATTORNEY-CLIENT COMMUNICATION

From: {person}, General Counsel. This memorandum contains legal advice and attorney work product prepared in anticipation of litigation. Do not forward. In our opinion the plaintiff's claim is weak and settlement should not exceed the amount discussed.`,
  ],
  HR_DOCUMENT: [
    `Performance Review - Annual
Employee: {person}
Manager: {person}
Overall rating: exceeds expectations
Strengths: communication. Areas for improvement: delegation. Performance improvement plan: not required. Salary adjustment: 4 % merit increase. Next review date: {day}. Employee signature: ______`,
    `Offer of Employment

Dear {person}, we are pleased to offer you the position of Senior Analyst. Your annual base salary will be $98,000, with a sign-on bonus and stock options. Your start date is {day}. This offer is contingent on a background check. Employment is at-will. Please sign this offer letter and return it to Human Resources.`,
    `Termination of employment

Dear {person}, we regret to inform you that your employment with the company will be terminated effective {day}. You will receive severance pay of two months. Please return company property. Your final paycheck includes unused vacation. Human Resources`,
  ],
  PAYROLL: [
    `Payslip for March
Employee: {person}
Gross pay: 4,200.00
Tax withheld: 812.40
Social security: 310.10
Pension contribution: 210.00
Net pay: 2,867.50
Year to date gross: 12,600.00
Pay period: 01.03. - 31.03.`,
  ],
  RESUME: [
    `CURRICULUM VITAE
{person}

Work experience
2019-2025 Data engineer, Northwind: built pipelines in Python.
2016-2019 Analyst, Contoso

Education
MSc Statistics, University of Graz

Skills: SQL, Spark, communication
Languages: German (native), English (fluent)
References available upon request`,
  ],
  BOARD_MINUTES: [
    `MINUTES OF THE MEETING OF THE BOARD OF DIRECTORS

Held on {day}. Present: {person}, {person}. A quorum was present and the chair called the meeting to order. The minutes of the previous meeting were approved. RESOLVED, that the Company issue 100,000 shares. The motion was seconded and carried unanimously. There being no further business, the meeting was adjourned.`,
  ],
  MERGER_ACQUISITION: [
    `LETTER OF INTENT - Project Falcon

This non-binding term sheet sets out the proposed acquisition of all outstanding shares of Target Co. by Buyer Inc. Purchase price: $48 million, subject to due diligence, working capital adjustment and regulatory approval. Exclusivity: 60 days. Closing conditions: definitive agreement, no material adverse change. The data room opens on {day}. Strictly confidential.`,
  ],
  MEDICAL_DOCUMENT: [
    `Discharge Summary
Patient was admitted with chest pain. Past medical history: hypertension, type 2 diabetes. Medications: metformin 500 mg, lisinopril 10 mg. Allergies: penicillin. Physical examination: blood pressure 150/95. Assessment and plan: unstable angina, referred to cardiology. Diagnosis: coronary artery disease. Follow-up in two weeks.`,
  ],
  FINANCIAL_STATEMENT: [
    `Consolidated balance sheet (in thousands)
Total assets 84,120
Current liabilities 21,330
Shareholders' equity 40,005
Income statement: revenue 61,200, cost of goods sold 33,410, gross profit 27,790, operating expenses 15,100, EBITDA 14,020, net income 8,950. Cash flow from operating activities 10,400. Fiscal year ended {day}. Unaudited, not for public release.`,
  ],
  CONFIDENTIAL_MARKING: [
    `STRICTLY CONFIDENTIAL - INTERNAL USE ONLY\n\nRoadmap for the second half. Do not distribute outside the company.`,
    `Classification: Confidential\n\nThe migration starts in week 12 and takes three weekends.`,
  ],
  SOURCE_CODE: [
    `package cache

import (
	"sync"
	"time"
)

type Entry struct {
	value  string
	expiry time.Time
}

func New(ttl time.Duration) *Cache {
	return &Cache{ttl: ttl, items: make(map[string]Entry)}
}

func (c *Cache) Get(key string) (string, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	e, ok := c.items[key]
	if !ok || time.Now().After(e.expiry) {
		return "", false
	}
	return e.value, true
}
`,
    `import java.util.List;
import java.util.stream.Collectors;

public class InvoiceService {
    private final InvoiceRepository repository;

    public InvoiceService(InvoiceRepository repository) {
        this.repository = repository;
    }

    public List<Invoice> overdue() {
        return repository.findAll().stream()
            .filter(invoice -> invoice.isOverdue())
            .collect(Collectors.toList());
    }
}
`,
    `def moving_average(values, window):
    """Return the averages."""
    result = []
    for i in range(len(values) - window + 1):
        chunk = values[i:i + window]
        result.append(sum(chunk) / window)
    return result


class Report:
    def __init__(self, rows):
        self.rows = rows

    def total(self):
        return sum(row.amount for row in self.rows)


if __name__ == "__main__":
    print(moving_average([1, 2, 3, 4], 2))
`,
    `#include <stdio.h>
#include <stdlib.h>

struct node { int key; struct node *next; };

static struct node *push(struct node *head, int key) {
    struct node *n = malloc(sizeof *n);
    if (n == NULL) {
        return head;
    }
    n->key = key;
    n->next = head;
    return n;
}

int main(void) {
    struct node *list = NULL;
    for (int i = 0; i < 10; i++) {
        list = push(list, i);
    }
    printf("%d\\n", list->key);
    return 0;
}
`,
  ],
  PROPRIETARY_CODE: [
    `/*
 * Copyright (c) 2026 Harbor Analytics Ltd. All rights reserved.
 * This source code is proprietary and confidential. Unauthorized copying of this file,
 * via any medium, is strictly prohibited.
 */
#include "engine.h"

int engine_start(struct engine *e) {
    if (!e) return -1;
    e->running = 1;
    return 0;
}
`,
  ],
};
