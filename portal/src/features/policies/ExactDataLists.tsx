import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { counted } from '../../ui/numbers.ts';
import { CustomTypes } from './CustomTypes.tsx';
import type { PartProps } from './part.ts';
import { type ExactData, linesOf, withEntry } from './policy.ts';
import { type Basics, TypeDialog } from './TypeDialog.tsx';
import { takenIds } from './taken-ids.ts';

export function ExactDataLists(props: PartProps) {
  const { answer, draft, mayEdit } = props;
  const { policy, change } = draft;
  const { exactData } = policy;
  return (
    <CustomTypes
      title="Exact data"
      what="list"
      description="Records of your own, such as customers. Only hashes of them are kept."
      entries={exactData}
      limit={answer.limits.exactData ?? 0}
      mayEdit={mayEdit}
      content={({ records, recordCount, minOthers }) =>
        `${counted(records?.length ?? recordCount ?? 0, 'record')}${minOthers > 0 ? `, with ${counted(minOthers, 'other value')} of the record nearby` : ''}`
      }
      onRemove={(id) => change({ ...policy, exactData: exactData.filter((each) => each.id !== id) })}
      dialog={(before, close) => (
        <ExactDataDialog
          before={before}
          taken={takenIds(props)}
          onClose={close}
          onDone={(entry) => change({ ...policy, exactData: withEntry(exactData, entry) })}
        />
      )}
    />
  );
}

function ExactDataDialog({
  before,
  ...props
}: {
  before: ExactData | null;
  taken: readonly string[];
  onClose: () => void;
  onDone: (entry: ExactData) => void;
}) {
  const [text, setText] = useState('');
  const [others, setOthers] = useState(String(before?.minOthers ?? 0));
  const records = linesOf(text).map((line) => line.split(/[\t;]/).map((cell) => cell.trim()));
  const minOthers = Number(others);
  const isCount = Number.isInteger(minOthers) && minOthers >= 0;
  const done = (basics: Basics) =>
    props.onDone({
      ...basics,
      minOthers,
      ...(records.length > 0 ? { records } : { recordCount: before?.recordCount ?? 0 }),
    });
  return (
    <TypeDialog
      title={before ? 'Edit list' : 'Add list'}
      before={before}
      taken={props.taken}
      complete={isCount && (records.length > 0 || before !== null)}
      onClose={props.onClose}
      onDone={done}
    >
      <FormField
        label="Records"
        description="One on each line, cells separated by tabs or semicolons, the telling cell first."
        constraintText={
          before ? `Leave this empty to keep the ${counted(before.recordCount ?? 0, 'record')}.` : undefined
        }
      >
        <Textarea value={text} rows={6} spellcheck={false} onChange={({ detail }) => setText(detail.value)} />
      </FormField>
      <FormField
        label="Other values of the record nearby"
        description="So many must stand near the telling one."
        errorText={isCount ? null : 'A whole number from 0.'}
      >
        <Input
          type="number"
          inputMode="numeric"
          value={others}
          onChange={({ detail }) => setOthers(detail.value)}
        />
      </FormField>
    </TypeDialog>
  );
}
