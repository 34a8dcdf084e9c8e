/**
 * The rules of OCSF that exports rely on, from the published schema (events/findings/data_security_finding.json,
 * events/application/scan_activity.json, events/base_event.json and the objects that they use). An attribute that is not
 * listed here is an error, so nothing slips in that receivers do not know.
 */
interface Shape {
  readonly required: readonly string[];
  readonly allowed: readonly string[];
}

const shape = (required: string, allowed: string): Shape => ({
  required: required.split(' '),
  allowed: [...required.split(' '), ...allowed.split(' ')],
});

const BASE = 'activity_id category_uid class_uid type_uid time severity_id metadata';
const BASE_MORE =
  'activity_name category_name class_name type_name severity status status_id status_code status_detail message unmapped start_time end_time duration';

const CLASSES: Readonly<Record<number, Shape & { category: number; activities: readonly number[] }>> = {
  2006: {
    ...shape(
      `${BASE} finding_info`,
      `${BASE_MORE} actor confidence confidence_id data_security file resources`,
    ),
    category: 2,
    // 4 (Suppressed) is deprecated since 1.4.0 in favour of the status.
    activities: [0, 1, 2, 3, 99],
  },
  6007: {
    ...shape(`${BASE} scan`, `${BASE_MORE} num_files num_skipped_items num_detections total policy`),
    category: 6,
    activities: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99],
  },
};

const OBJECTS: Readonly<Record<string, Shape>> = {
  metadata: shape('version product', 'uid'),
  product: shape('name vendor_name', 'feature version'),
  feature: shape('name', 'version uid'),
  finding_info: shape('uid', 'title types created_time data_sources desc'),
  data_security: shape('category_id', 'category policy total'),
  policy: shape('uid', 'name version'),
  actor: shape('user', ''),
  user: shape('uid', 'email_addr name type type_id'),
  file: shape('name type_id', 'type uid mime_type size hashes'),
  hashes: shape('algorithm_id value', 'algorithm'),
  resources: shape('uid', 'type name'),
  scan: shape('type_id uid', 'type name'),
};

const ENUMS: Readonly<Record<string, readonly number[]>> = {
  severity_id: [0, 1, 2, 3, 4, 5, 6, 99],
  confidence_id: [0, 1, 2, 3, 99],
  status_id: [0, 1, 2, 3, 4, 5, 6, 99],
  category_id: [0, 1, 2, 3, 4, 5, 6, 99],
  algorithm_id: [0, 1, 2, 3, 4, 5, 6, 7, 99],
};

const TIMES = ['time', 'start_time', 'end_time', 'created_time'];
const COUNTS = ['size', 'total', 'duration', 'num_files', 'num_skipped_items', 'num_detections'];

type Json = Readonly<Record<string, unknown>>;

/** What is wrong with a record, nothing when it follows the rules. */
export function ocsfProblems(record: Json): string[] {
  const definition = CLASSES[Number(record.class_uid)];
  if (!definition) return [`class ${String(record.class_uid)} is not known`];
  const problems = [...shapeProblems('', record, definition), ...valueProblems('', record)];
  const is = (right: boolean, problem: string) => (right ? [] : [problem]);
  return [
    ...problems,
    ...is(record.category_uid === definition.category, 'category_uid is not that of the class'),
    ...is(definition.activities.includes(Number(record.activity_id)), 'activity_id is not one of the class'),
    ...is(
      record.type_uid === Number(record.class_uid) * 100 + Number(record.activity_id),
      'type_uid is not class_uid × 100 + activity_id',
    ),
  ];
}

function shapeProblems(path: string, value: Json, { required, allowed }: Shape): string[] {
  return [
    ...required.filter((name) => value[name] === undefined).map((name) => `${path}${name} is missing`),
    ...Object.keys(value)
      .filter((name) => !allowed.includes(name))
      .map((name) => `${path}${name} is no attribute`),
  ];
}

function valueProblems(path: string, value: Json): string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const at = `${path}${name}`;
    if (name === 'unmapped') return [];
    if (member === null || member === undefined) return [`${at} has no value`];
    if (TIMES.includes(name))
      return Number.isSafeInteger(member) && Number(member) > 1e12 ? [] : [`${at} is no time`];
    if (COUNTS.includes(name))
      return Number.isInteger(member) && Number(member) >= 0 ? [] : [`${at} is no count`];
    const values = ENUMS[name];
    if (values) return values.includes(Number(member)) ? [] : [`${at} is not in its list`];
    const definition = OBJECTS[name];
    if (!definition)
      return typeof member === 'object' && !Array.isArray(member) ? [`${at} is no object`] : [];
    return [member]
      .flat()
      .flatMap((each) => [
        ...shapeProblems(`${at}.`, each as Json, definition),
        ...valueProblems(`${at}.`, each as Json),
      ]);
  });
}
