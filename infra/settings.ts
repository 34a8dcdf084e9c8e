/** Values of the functions' environment variables, by name. The same name means the same thing in each function. */
export interface Settings {
  readonly INTEGRATIONS_TABLE: string;
  readonly AGENTS_TABLE: string;
  readonly EVENTS_TABLE: string;
  readonly STAGING_BUCKET: string;
  readonly EXPORT_BUCKET: string;
  readonly ARCHIVE_BUCKET: string;
  readonly SCAN_LANE_URL: string;
  readonly INSPECTION_QUEUE_URL: string;
  readonly PURGE_QUEUE_URL: string;
  readonly BUS_NAME: string;
  /** Where new keys of tenants go: `secrets-manager` or `kms`. */
  readonly KEY_STORE: string;
  /** Names of the tenants' secrets begin with it. */
  readonly SECRET_PREFIX: string;
  /** Encrypts the tenants' secrets. */
  readonly SECRET_KEY_ID: string;
  readonly CURSOR_SECRET_ID: string;
  readonly INSPECTION_SECRET_ID: string;
  readonly COMPLIANCE_API_URL: string;
  readonly COMPLIANCE_API_ALLOW_LOOPBACK: string;
  readonly TENANT_CLAIM: string;
  readonly ROLES_CLAIM: string;
  /** How long a message of the scan lane works before it hands over. */
  readonly SLICE_SECONDS: string;
  readonly STAGE: string;
}

/** Known once the function that schedules start exists. */
export interface ScheduleSettings {
  readonly SCHEDULE_GROUP: string;
  readonly SCHEDULE_TARGET_ARN: string;
  readonly SCHEDULE_ROLE_ARN: string;
  readonly SCHEDULE_DLQ_ARN: string;
}
